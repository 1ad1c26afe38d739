package chat.authservice;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/**
 * EdDSA with the JDK's own Ed25519. The JOSE library has a verifier of its own, which needs a
 * second cryptographic library beside the JDK.
 */
final class Ed25519Verifier implements JWSVerifier {
  /** RFC 8410: what stands before the 32 bytes of the point in an encoded public key. */
  private static final byte[] ENCODING_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int POINT_BYTES = 32;

  private final JCAContext context = new JCAContext();
  private final PublicKey key;

  Ed25519Verifier(OctetKeyPair key) throws JOSEException {
    byte[] point = key.getDecodedX();
    if (!Curve.Ed25519.equals(key.getCurve()) || point.length != POINT_BYTES) {
      throw new JOSEException("not an Ed25519 key");
    }
    byte[] encoded = new byte[ENCODING_PREFIX.length + POINT_BYTES];
    System.arraycopy(ENCODING_PREFIX, 0, encoded, 0, ENCODING_PREFIX.length);
    System.arraycopy(point, 0, encoded, ENCODING_PREFIX.length, POINT_BYTES);
    try {
      this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new JOSEException("not an Ed25519 key", e);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    Set<String> critical = header.getCriticalParams();
    if (critical != null && !critical.isEmpty()) { // we know no extension
      return false;
    }
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(signed);
      return check.verify(signature.decode());
    } catch (GeneralSecurityException e) {
      throw new JOSEException("unusable signature", e);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(JWSAlgorithm.EdDSA);
  }

  @Override
  public JCAContext getJCAContext() {
    return context;
  }
}
