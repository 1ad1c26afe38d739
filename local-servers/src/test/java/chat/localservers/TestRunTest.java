package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunTest {

  @TempDir private Path temp;

  @Test
  void freshId_isOneLowerCaseToken_andDiffersEachTime() {
    String id = TestSite.freshId("CreateRoomWithManyMembersIT");

    assertThat(id).matches("createroomwithmanyme[a-z0-9]{5}");
    assertThat(TestSite.freshId("CreateRoomWithManyMembersIT")).isNotEqualTo(id);
  }

  @Test
  void checkout_isFoundFromAFolderInIt() throws Exception {
    Files.createDirectories(temp.resolve("c/local-servers/src"));
    Files.createFile(temp.resolve("c/local-servers/pom.xml"));
    Files.createFile(temp.resolve("c/mvnw"));

    assertThat(Checkout.around(temp.resolve("c/local-servers/src")).root())
        .isEqualTo(temp.resolve("c"));
    assertThatThrownBy(() -> Checkout.around(temp)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void checkout_notBuilt_saysHowToBuild() {
    assertThatThrownBy(() -> new Checkout(temp).mongoNode())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("./mvnw");
    assertThatThrownBy(() -> new Checkout(temp).cassandraJars())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void launcher_noMavenAbove_isTheProcessItself() {
    var init = ProcessHandle.of(1).orElseThrow();

    assertThat(TestRun.launcher(init)).isEqualTo(init);
  }

  @Test
  void docker_engineDoesNotAnswer_isNotUsed() throws Exception {
    assertThat(DockerEngine.answers(temp.resolve("no-such-command").toString())).isFalse();
    Path failing = ExecutableScript.running(temp.resolve("docker-failing"), "exit 1");
    assertThat(DockerEngine.answers(failing.toString())).isFalse();
    Path hanging = ExecutableScript.running(temp.resolve("docker-hanging"), "exec sleep 60");
    assertThat(DockerEngine.answers(hanging.toString())).isFalse();
    Path answering = ExecutableScript.printing(temp.resolve("docker"), "Server Version: 28");
    assertThat(DockerEngine.answers(answering.toString())).isTrue();
  }
}
