package chat.runtime;

import java.util.regex.Pattern;

/** The site a service belongs to: {@code SITE_ID} (01b §19). */
public final class SiteConfig {
  private static final Pattern SINGLE_TOKEN = Pattern.compile("[^\\s.*>/\\\\]+");
  private static final String MEANING = "own site: one subject token, valid in a stream name";

  private SiteConfig() {}

  public static String required(EnvReader env) {
    return checked(env, env.requiredText("SITE_ID", MEANING));
  }

  public static String withDefault(EnvReader env, String defaultSite) {
    return checked(env, env.text("SITE_ID", defaultSite, MEANING));
  }

  private static String checked(EnvReader env, String site) {
    env.check(
        site.isEmpty() || SINGLE_TOKEN.matcher(site).matches(),
        "SITE_ID must be a single subject token without '.', '*', '>', slashes or blanks");
    return site;
  }
}
