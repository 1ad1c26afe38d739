package chat.model;

/**
 * A login in development mode: the caller says who they are (contract 12 §5).
 *
 * @param natsPublicKey of the key pair that the client keeps
 */
public record DevLoginRequest(String account, String natsPublicKey) {}
