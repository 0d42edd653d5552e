package org.fluxtube.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxtube.engine.catalogue.Catalogue;
import org.fluxtube.engine.catalogue.Param;
import org.fluxtube.engine.field.Group;
import org.fluxtube.engine.run.Campaign;

/**
 * Campaign file to {@link Campaign}. The schema is the components of the records and the {@link
 * Catalogue}; nothing here knows a theory. This is the only class of the project that uses
 * reflection.
 *
 * <p>All problems of a file are reported in one {@link CampaignFileException}, except that a syntax
 * error or an unknown substitution hides what could be said about the rest.
 */
public final class Binder {
  private static final Map<Class<?>, List<Key>> KEYS = new ConcurrentHashMap<>();

  private Binder() {}

  /**
   * Binds a campaign file.
   *
   * @throws CampaignFileException with all problems of the file
   */
  public static Campaign bind(Path file) throws CampaignFileException {
    return bind(file, List.of());
  }

  /**
   * Binds a campaign file with values from the command line.
   *
   * @param overrides {@code key=value}, for example {@code trajectories.measure=200} or {@code
   *     chains.0.count=4}; the value is HOCON, later ones win
   * @throws CampaignFileException with all problems of the file and of the command line
   */
  public static Campaign bind(Path file, List<String> overrides) throws CampaignFileException {
    return Loading.file(file, overrides, true);
  }

  /**
   * Binds the resolved {@code campaign.conf} of a run folder: as {@link #bind(Path)}, but a start
   * file need not exist any more.
   *
   * @throws CampaignFileException with all problems of the file
   */
  public static Campaign bindResolved(Path file) throws CampaignFileException {
    return Loading.file(file, List.of(), false);
  }

  /**
   * Binds a text, for example the rendering of a campaign; relative paths count from the working
   * directory, and a start file need not exist.
   *
   * @param name stands for the file in messages
   * @throws CampaignFileException with all problems of the text
   */
  public static Campaign bindText(String name, String text) throws CampaignFileException {
    return Loading.text(name, text);
  }

  /** The keys of a record, in the order of its components. */
  static List<Key> keys(Class<? extends Record> type) {
    return KEYS.computeIfAbsent(type, _ -> readKeys(type));
  }

  private static List<Key> readKeys(Class<? extends Record> type) {
    Optional<Record> example =
        Catalogue.kinds().stream()
            .filter(kind -> kind.isAssignableFrom(type))
            .flatMap(kind -> Catalogue.entries(kind).values().stream())
            .filter(entry -> entry.getClass() == type)
            .findFirst()
            .or(() -> Catalogue.defaults(type));
    List<Key> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Param param = component.getAnnotation(Param.class);
      keys.add(
          new Key(
              Names.kebab(component.getName()),
              component.getName(),
              valueType(component.getGenericType()),
              param == null ? "" : param.value(),
              param != null && param.optional(),
              example.map(record -> value(record, component)).orElse(null)));
    }
    return List.copyOf(keys);
  }

  /** The values of a record, in the order of its components. */
  static List<Object> values(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .map(component -> value(record, component))
        .toList();
  }

  /**
   * Calls the canonical constructor.
   *
   * @param values unchanged; as many as components, none null
   * @throws IllegalArgumentException what the constructor threw
   */
  static Record construct(Class<? extends Record> type, List<Object> values) {
    try {
      Class<?>[] parameters =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(parameters);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(type + " threw", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is not a public record", e);
    }
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass() + " is not a public record", e);
    }
  }

  private static ValueType valueType(Type type) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        return new ValueType.ListOf(valueType(generic.getActualTypeArguments()[0]));
      }
      if (generic.getRawType() == Optional.class) {
        return new ValueType.Maybe(valueType(generic.getActualTypeArguments()[0]));
      }
      return valueType(generic.getRawType());
    }
    if (type == int.class || type == Integer.class) {
      return new ValueType.Int();
    }
    if (type == long.class || type == Long.class) {
      return new ValueType.Long();
    }
    if (type == double.class || type == Double.class) {
      return new ValueType.Real();
    }
    if (type == boolean.class || type == Boolean.class) {
      return new ValueType.Flag();
    }
    if (type == String.class) {
      return new ValueType.Text();
    }
    if (type == Group.class) {
      return new ValueType.GroupName();
    }
    if (type instanceof Class<?> plain) {
      return classType(plain);
    }
    throw new IllegalStateException("a campaign file has no form for " + type);
  }

  @SuppressWarnings("unchecked") // isEnum and isRecord say so
  private static ValueType classType(Class<?> type) {
    if (Catalogue.isKind(type)) {
      return new ValueType.Kind(type);
    }
    if (type.isEnum()) {
      Class<? extends Enum<?>> constants = (Class<? extends Enum<?>>) type;
      return new ValueType.Choice(
          Arrays.stream(constants.getEnumConstants()).map(Scalars::text).toList(), constants);
    }
    if (type.isRecord()) {
      return new ValueType.Nested((Class<? extends Record>) type);
    }
    throw new IllegalStateException("a campaign file has no form for " + type);
  }
}
