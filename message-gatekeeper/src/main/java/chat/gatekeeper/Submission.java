package chat.gatekeeper;

import chat.model.SendRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a client submitted, and where (07 §3).
 *
 * @param account the authenticated sender: token of the subject
 * @param siteId the site that the subject addresses
 * @param requestId the message's {@code X-Request-ID}; independent of the request's own
 */
record Submission(
    String account,
    String roomId,
    String siteId,
    SendRequest request,
    @Nullable String requestId) {}
