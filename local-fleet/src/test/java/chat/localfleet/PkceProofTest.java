package chat.localfleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PkceProofTest {
  @Test
  void challenge_isTheOneOfTheStandardsExample() { // RFC 7636, appendix B
    assertThat(PkceProof.challengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  @Test
  void twoProofs_haveNothingInCommon() {
    PkceProof one = PkceProof.fresh();
    PkceProof other = PkceProof.fresh();

    assertThat(one.verifier()).hasSize(43).isNotEqualTo(other.verifier());
    assertThat(one.state()).isNotEqualTo(other.state()).isNotEqualTo(one.verifier());
  }
}
