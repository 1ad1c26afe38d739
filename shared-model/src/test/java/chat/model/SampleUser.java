package chat.model;

/** A user for tests; everything that is not set has a likely value, org ids are empty. */
public final class SampleUser {
  private final String account;
  private String id;
  private String siteId = "site-a";
  private String sectId = "";
  private String sectName = "";
  private String sectTcName = "";
  private String deptId = "";
  private String deptName = "";
  private String deptTcName = "";
  private String engName;
  private String chineseName;

  private SampleUser(String account) {
    this.account = account;
    this.id = "u-" + account.replace(".", "-");
    this.engName = "E " + account;
    this.chineseName = "中 " + account;
  }

  public static SampleUser of(String account) {
    return new SampleUser(account);
  }

  public SampleUser id(String value) {
    id = value;
    return this;
  }

  public SampleUser site(String value) {
    siteId = value;
    return this;
  }

  public SampleUser section(String orgId, String name, String tcName) {
    sectId = orgId;
    sectName = name;
    sectTcName = tcName;
    return this;
  }

  public SampleUser section(String orgId) {
    return section(orgId, "Section " + orgId, "組 " + orgId);
  }

  public SampleUser department(String orgId, String name, String tcName) {
    deptId = orgId;
    deptName = name;
    deptTcName = tcName;
    return this;
  }

  public SampleUser department(String orgId) {
    return department(orgId, "Department " + orgId, "部 " + orgId);
  }

  public SampleUser names(String english, String chinese) {
    engName = english;
    chineseName = chinese;
    return this;
  }

  public User make() {
    return new User(
        id,
        account,
        siteId,
        sectId,
        sectName,
        sectTcName,
        deptId,
        deptName,
        deptTcName,
        engName,
        chineseName,
        "77");
  }
}
