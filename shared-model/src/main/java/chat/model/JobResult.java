package chat.model;

/**
 * How an accepted room job ended (contract 01 §2.4).
 *
 * @param operation one of {@link JobOperation}
 * @param status one of {@link JobStatus}
 */
public record JobResult(
    String requestId,
    String operation,
    String status,
    @OmitEmpty String roomId,
    @OmitEmpty String error,
    long timestamp) {}
