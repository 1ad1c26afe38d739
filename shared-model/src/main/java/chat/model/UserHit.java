package chat.model;

/** Somebody who was found (contract 01 §2.6). */
public record UserHit(String account, @OmitEmpty String engName, @OmitEmpty String chineseName) {}
