package chat.model;

/**
 * How much of the past new members may read (contract 01 §2.6).
 *
 * @param mode {@link HistoryMode#NONE}; anything else shares everything
 */
public record HistoryChoice(String mode) {}
