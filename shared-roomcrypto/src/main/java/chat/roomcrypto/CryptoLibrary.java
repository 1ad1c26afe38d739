package chat.roomcrypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;

/**
 * The libraries that can do the arithmetic, fastest first. A provider is used as an object and
 * never installed for the whole JVM, so nobody else's cryptography changes.
 *
 * <p>One seal of 600 bytes took, on one core with the C1 compiler only / with both compilers:
 * Amazon Corretto 0.06 / 0.06 ms, BouncyCastle 0.40 / 0.26 ms, the JDK 3.5 / 0.67 ms.
 */
public enum CryptoLibrary {
  /** AWS-LC through JNI; exists for some platforms only. */
  AMAZON_CORRETTO {
    @Override
    Primitives load() throws GeneralSecurityException, ReflectiveOperationException {
      Provider accp =
          (Provider)
              Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider")
                  .getField("INSTANCE")
                  .get(null);
      return new Primitives(this, accp, accp, SecureRandom.getInstance("LibCryptoRng", accp));
    }
  },
  /** Pure Java with better curve arithmetic than the JDK; its AES is slower than the JDK's. */
  BOUNCY_CASTLE {
    @Override
    Primitives load() throws ReflectiveOperationException {
      Provider bouncyCastle =
          Class.forName("org.bouncycastle.jce.provider.BouncyCastleProvider")
              .asSubclass(Provider.class)
              .getConstructor()
              .newInstance();
      return new Primitives(this, bouncyCastle, jdk("SunJCE"), new SecureRandom());
    }
  },
  /** What every JVM has. */
  JDK {
    @Override
    Primitives load() {
      return new Primitives(this, jdk("SunEC"), jdk("SunJCE"), new SecureRandom());
    }
  };

  /**
   * The library's primitives, not yet tried.
   *
   * @throws LinkageError when its native part does not load
   */
  abstract Primitives load() throws GeneralSecurityException, ReflectiveOperationException;

  private static Provider jdk(String name) {
    Provider provider = Security.getProvider(name);
    if (provider == null) {
      throw new IllegalStateException("this JVM has no provider " + name);
    }
    return provider;
  }
}
