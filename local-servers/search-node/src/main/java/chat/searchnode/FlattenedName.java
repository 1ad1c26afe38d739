package chat.searchnode;

import java.util.Map;
import org.opensearch.index.mapper.FlatObjectFieldMapper;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.plugins.MapperPlugin;
import org.opensearch.plugins.Plugin;

/**
 * Lets mappings say {@code flattened}, as production's engine calls the type, for what this engine
 * calls {@code flat_object}. Mappings that are read back show the engine's own name.
 */
public final class FlattenedName extends Plugin implements MapperPlugin {

  @Override
  public Map<String, Mapper.TypeParser> getMappers() {
    return Map.of("flattened", FlatObjectFieldMapper.PARSER);
  }
}
