package chat.stores;

import chat.model.User;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/** Documents of {@code users} (contract 01 §2.2). */
final class UserCodec implements Codec<User> {
  @Override
  public void encode(BsonWriter writer, User value, EncoderContext context) {
    BsonOut out = BsonOut.document(writer);
    out.text("_id", value.id());
    out.text("account", value.account());
    out.text("siteId", value.siteId());
    out.text("sectId", value.sectId());
    out.text("sectName", value.sectName());
    out.text("sectTCName", value.sectTCName());
    out.text("deptId", value.deptId());
    out.text("deptName", value.deptName());
    out.text("deptTCName", value.deptTCName());
    out.text("engName", value.engName());
    out.text("chineseName", value.chineseName());
    out.text("employeeId", value.employeeId());
    out.end();
  }

  @Override
  public User decode(BsonReader in, DecoderContext context) {
    String id = "";
    String account = "";
    String siteId = "";
    String sectId = "";
    String sectName = "";
    String sectTCName = "";
    String deptId = "";
    String deptName = "";
    String deptTCName = "";
    String engName = "";
    String chineseName = "";
    String employeeId = "";
    in.readStartDocument();
    while (in.readBsonType() != BsonType.END_OF_DOCUMENT) {
      switch (in.readName()) {
        case "_id" -> id = BsonIn.text(in);
        case "account" -> account = BsonIn.text(in);
        case "siteId" -> siteId = BsonIn.text(in);
        case "sectId" -> sectId = BsonIn.text(in);
        case "sectName" -> sectName = BsonIn.text(in);
        case "sectTCName" -> sectTCName = BsonIn.text(in);
        case "deptId" -> deptId = BsonIn.text(in);
        case "deptName" -> deptName = BsonIn.text(in);
        case "deptTCName" -> deptTCName = BsonIn.text(in);
        case "engName" -> engName = BsonIn.text(in);
        case "chineseName" -> chineseName = BsonIn.text(in);
        case "employeeId" -> employeeId = BsonIn.text(in);
        default -> in.skipValue();
      }
    }
    in.readEndDocument();
    return new User(
        id,
        account,
        siteId,
        sectId,
        sectName,
        sectTCName,
        deptId,
        deptName,
        deptTCName,
        engName,
        chineseName,
        employeeId);
  }

  @Override
  public Class<User> getEncoderClass() {
    return User.class;
  }
}
