package chat.authservice;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.Key;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies signatures with the issuer's keys (12 §4.2, row 5). */
final class Signatures {
  /** What a signature is worth. */
  enum Result {
    GOOD,
    BAD,
    BAD_HEADER,
    /** The keys cannot be had. */
    UNDECIDED
  }

  private final Set<JWSAlgorithm> accepted;
  private final IssuerKeys keys;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  /**
   * @param accepted asymmetric algorithms only
   */
  Signatures(Set<JWSAlgorithm> accepted, IssuerKeys keys) {
    this.accepted = Set.copyOf(accepted);
    this.keys = keys;
  }

  Result verify(SsoToken token) {
    JWSHeader header;
    try {
      header = JWSHeader.parse(token.header());
    } catch (ParseException | RuntimeException e) { // "none" and whatever is no JWS
      return Result.BAD_HEADER;
    }
    if (!accepted.contains(header.getAlgorithm())) {
      return Result.BAD_HEADER;
    }
    try {
      JWKSet known = keys.known();
      if (verifiesWithOne(known, header, token)) {
        return Result.GOOD;
      }
      Optional<JWKSet> newer = keys.newerThan(known);
      return newer.isPresent() && verifiesWithOne(newer.get(), header, token)
          ? Result.GOOD
          : Result.BAD;
    } catch (KeySourceException e) {
      return Result.UNDECIDED;
    }
  }

  /** By its key id; a token without one is tried with all keys of its kind. */
  private boolean verifiesWithOne(JWKSet set, JWSHeader header, SsoToken token) {
    JWKMatcher wanted = JWKMatcher.forJWSHeader(header);
    return wanted != null
        && new JWKSelector(wanted)
            .select(set).stream().anyMatch(key -> verifies(key, header, token));
  }

  private boolean verifies(JWK key, JWSHeader header, SsoToken token) {
    try {
      return verifier(key, header).verify(header, token.signed(), token.signature());
    } catch (JOSEException | RuntimeException e) { // a key or signature that cannot be used
      return false;
    }
  }

  private JWSVerifier verifier(JWK key, JWSHeader header) throws JOSEException {
    if (key instanceof OctetKeyPair edwards) {
      return new Ed25519Verifier(edwards);
    }
    List<Key> converted = KeyConverter.toJavaKeys(List.of(key));
    Key publicKey =
        converted.stream()
            .filter(PublicKey.class::isInstance)
            .findFirst()
            .orElseThrow(() -> new JOSEException("no public key"));
    return verifiers.createJWSVerifier(header, publicKey);
  }
}
