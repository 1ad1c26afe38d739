package chat.searchsyncworker;

import chat.localservers.TestSite;
import chat.model.Durables.Durable;
import chat.model.MemberAdded;
import chat.model.Message;
import chat.runtime.Env;
import chat.runtime.ServiceContext;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ConsumerInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A site of real servers, on which instances of the service are started. */
final class RunningSite implements AutoCloseable {
  private final TestSite site;
  private final String searchUrl;
  private final Connection nats;

  RunningSite(TestSite site, String searchUrl) throws Exception {
    this.site = site;
    this.searchUrl = searchUrl;
    site.createStreams();
    this.nats =
        Nats.connect(
            Options.builder()
                .server(site.natsUrl())
                .authHandler(Nats.credentials(site.natsCreds().toString()))
                .build());
  }

  ServiceContext startService(Map<String, String> more) throws Exception {
    IndexNames names = TestIndices.of(site.siteId());
    Map<String, String> env = new HashMap<>();
    env.put("SITE_ID", site.siteId());
    env.put("NATS_URL", site.natsUrl());
    env.put("NATS_CREDS_FILE", site.natsCreds().toString());
    env.put("SEARCH_URL", searchUrl);
    env.put("SEARCH_BACKEND", "opensearch");
    env.put("MSG_INDEX_PREFIX", names.messages());
    env.put("SPOTLIGHT_INDEX", names.spotlight());
    env.put("USER_ROOM_INDEX", names.userRoom());
    env.putAll(more);
    return Main.start(new Env(env, Duration.ofSeconds(30), Clock.systemUTC()));
  }

  void publish(String kind, Message message, long at) throws Exception {
    publishRaw(kind, Samples.event(kind, message, at));
  }

  void publishRaw(String kind, byte[] body) throws Exception {
    nats.jetStream().publish("chat.msg.canonical." + site.siteId() + "." + kind, body);
  }

  void publishMembers(boolean added, MemberAdded members, long at) throws Exception {
    String type = added ? "member_added" : "member_removed";
    nats.jetStream()
        .publish("chat.inbox." + site.siteId() + "." + type, Samples.envelope(type, members, at));
  }

  ConsumerInfo consumer(Durable durable) throws Exception {
    return nats.jetStreamManagement().getConsumerInfo(durable.stream(), durable.name());
  }

  boolean settled(Durable durable) throws Exception {
    ConsumerInfo info = consumer(durable);
    return info.getNumPending() + info.getNumAckPending() == 0;
  }

  String siteId() {
    return site.siteId();
  }

  @Override
  public void close() throws Exception {
    nats.close();
  }
}
