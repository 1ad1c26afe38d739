package chat.issuernode;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What Spring cannot know: the people, and the claims of their tokens. The rest is settings. */
@Configuration(proxyBeanMethods = false)
class IssuerBeans {

  @Bean
  People people(@Value("${issuer.people}") String file) {
    return People.in(Path.of(file));
  }

  /** All have the password of the fleet. */
  @Bean
  UserDetailsService logins(People people, @Value("${issuer.password}") String password) {
    String encoded = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password);
    return account ->
        people
            .named(account)
            .map(person -> User.withUsername(account).password(encoded).build())
            .orElseThrow(() -> new UsernameNotFoundException("unknown"));
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims(People people) {
    return token -> {
      Authentication loggedIn = token.getPrincipal();
      if (loggedIn != null) {
        people.named(loggedIn.getName()).ifPresent(person -> describe(token, person));
      }
    };
  }

  private static void describe(JwtEncodingContext token, Person person) {
    token
        .getClaims()
        .claim("preferred_username", person.account())
        .claim("email", person.email())
        .claim("name", person.name())
        .claim("description", person.description())
        .claim("deptid", person.deptid())
        .claim("deptname", person.deptname());
  }
}
