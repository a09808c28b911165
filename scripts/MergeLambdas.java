import static java.lang.classfile.ClassFile.ACC_ABSTRACT;
import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replaces the lambdas of compiled classes by ordinary classes, one for all lambdas of a top-level class: the JVM
 * makes a class of each lambda when it is first evaluated, which takes longer than to load one that is there, and a
 * cold start evaluates 1,500.
 *
 * <p>Called with the directory of a function: classes, and jars in lib/.
 */
public final class MergeLambdas {
  private static final ClassDesc METAFACTORY = ClassDesc.of("java.lang.invoke.LambdaMetafactory");
  private static final int VERSION = 69;

  private final ClassFile classFile;
  private final Types types;
  private final Set<ClassDesc> testedFor = new HashSet<>();
  private int merged;
  private int kept;
  private int classes;

  private MergeLambdas(ClassLoader all) {
    var resolver =
        ClassHierarchyResolver.ofResourceParsing(all)
            .orElse(ClassHierarchyResolver.defaultResolver())
            .cached();
    classFile =
        ClassFile.of(
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.ClassHierarchyResolverOption.of(resolver));
    types = new Types(classFile, all);
  }

  public static void main(String... arguments) throws IOException {
    var root = Path.of(arguments[0]);
    var urls = new ArrayList<URL>();
    urls.add(root.toUri().toURL());
    List<Path> jars;
    try (var files = Files.list(root.resolve("lib"))) {
      jars = files.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
    }
    for (var jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    try (var all = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      var merge = new MergeLambdas(all);
      merge.each(root, jars, merge::findTests);
      merge.each(root, jars, merge::directory);
      System.out.printf(
          "Lambdas: %d became %d classes, %d stay.%n", merge.merged, merge.classes, merge.kept);
    }
  }

  /** Something to do with each directory of classes, which may be one in a jar. */
  private interface Step {
    void of(Path directory) throws IOException;
  }

  private void each(Path root, List<Path> jars, Step step) throws IOException {
    step.of(root);
    for (var jar : jars) {
      try (var zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
        step.of(zip.getPath("/"));
      }
    }
  }

  private static List<Path> classFiles(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(each -> each.toString().endsWith(".class") && !each.toString().contains("META-INF"))
          .toList();
    }
  }

  /** The types that code tests objects for: an object must not seem to be one of them by what it is merged with. */
  private void findTests(Path root) throws IOException {
    for (var file : classFiles(root)) {
      for (var method : classFile.parse(Files.readAllBytes(file)).methods()) {
        method.code().ifPresent(code -> code.forEach(element -> {
          if (element instanceof TypeCheckInstruction test && test.opcode() == Opcode.INSTANCEOF) {
            testedFor.add(test.type().asSymbol());
          }
        }));
      }
    }
  }

  private void directory(Path root) throws IOException {
    var nests = new TreeMap<String, List<Path>>();
    for (var file : classFiles(root)) {
      var name = file.toString();
      int dollar = name.indexOf('$');
      var host = name.substring(0, dollar < 0 ? name.length() - ".class".length() : dollar);
      nests.computeIfAbsent(host, _ -> new ArrayList<>()).add(file);
    }
    for (var nest : nests.values()) {
      nest(nest);
    }
  }

  private void nest(List<Path> files) throws IOException {
    var models = new LinkedHashMap<Path, ClassModel>();
    for (var file : files) {
      models.put(file, classFile.parse(Files.readAllBytes(file)));
    }
    var host =
        models.values().stream()
            .filter(each -> !each.thisClass().asInternalName().contains("$"))
            .findFirst();
    if (host.isEmpty()) {
      return;
    }
    var group = new Group(host.get().thisClass().asSymbol(), testedFor, types);
    for (var model : models.values()) {
      for (var method : model.methods()) {
        method.code().ifPresent(code -> code.forEach(element -> {
          if (element instanceof InvokeDynamicInstruction dynamic && dynamic.bootstrapMethod().owner().equals(METAFACTORY)) {
            if (group.add(dynamic)) {
              merged++;
            } else {
              kept++;
            }
          }
        }));
      }
    }
    if (group.isEmpty()) {
      return;
    }
    classes++;
    var members = new ArrayList<ClassDesc>();
    members.add(group.name);
    models.values().stream()
        .map(each -> each.thisClass().asSymbol())
        .filter(each -> !each.equals(group.host))
        .forEach(members::add);
    for (var each : models.entrySet()) {
      Files.write(each.getKey(), rewritten(each.getValue(), group, members));
    }
    var file = files.getFirst();
    var simple = group.name.displayName();
    Files.write(file.resolveSibling(simple + ".class"), group.write(classFile));
  }

  private byte[] rewritten(ClassModel model, Group group, List<ClassDesc> members) {
    CodeTransform code = (CodeBuilder builder, CodeElement element) -> {
      if (element instanceof InvokeDynamicInstruction dynamic && group.has(dynamic)) {
        group.call(builder, dynamic);
      } else if (!(element instanceof LocalVariable || element instanceof LocalVariableType)) {
        builder.with(element);
      }
    };
    ClassTransform dropNest = ClassTransform.dropping(element ->
        element instanceof NestHostAttribute || element instanceof NestMembersAttribute || element instanceof ClassFileVersion);
    boolean isHost = model.thisClass().asSymbol().equals(group.host);
    ClassTransform nest = ClassTransform.endHandler(builder -> {
      builder.withVersion(Math.max(VERSION, model.majorVersion()), 0);
      if (isHost) {
        builder.with(NestMembersAttribute.ofSymbols(members));
      } else {
        builder.with(NestHostAttribute.of(group.host));
      }
    });
    return classFile.transformClass(model, dropNest.andThen(ClassTransform.transformingMethodBodies(code)).andThen(nest));
  }

  /** A lambda. */
  private record Site(ClassDesc type, String sam, MethodTypeDesc factory, MethodTypeDesc erased, DirectMethodHandleDesc body, MethodTypeDesc actual) {
    static Site of(InvokeDynamicInstruction dynamic) {
      var arguments = dynamic.bootstrapArgs();
      var factory = dynamic.typeSymbol();
      return new Site(factory.returnType(), dynamic.name().stringValue(), factory, (MethodTypeDesc) arguments.get(0),
          (DirectMethodHandleDesc) arguments.get(1), (MethodTypeDesc) arguments.get(2));
    }

    /** The types of what the body is called with, its receiver first. */
    List<ClassDesc> parameters() {
      var types = new ArrayList<ClassDesc>();
      switch (body.kind()) {
        case VIRTUAL, SPECIAL, INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> {
          types.add(body.owner());
          // The descriptor of the handle's invocation has the receiver in it.
        }
        default -> {}
      }
      types.addAll(MethodTypeDesc.ofDescriptor(body.lookupDescriptor()).parameterList());
      return types;
    }

    ClassDesc result() {
      return body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR ? body.owner() : MethodTypeDesc.ofDescriptor(body.lookupDescriptor()).returnType();
    }
  }

  /** Interfaces of the function and of the JDK. */
  private static final class Types {
    private final ClassFile classFile;
    private final ClassLoader all;
    private final Map<ClassDesc, Type> known = new HashMap<>();

    Types(ClassFile classFile, ClassLoader all) {
      this.classFile = classFile;
      this.all = all;
    }

    /**
     * An interface with all that it extends.
     *
     * @param defaults where each default method is declared
     */
    record Type(Set<ClassDesc> names, Map<String, Set<ClassDesc>> defaults) {}

    /** Empty if it is not there: parts of the libraries are not shipped. */
    Optional<Type> of(ClassDesc name) {
      if (known.containsKey(name)) {
        return Optional.ofNullable(known.get(name));
      }
      var type = read(name);
      known.put(name, type.orElse(null));
      return type;
    }

    private Optional<Type> read(ClassDesc name) {
      var descriptor = name.descriptorString();
      try (var in = all.getResourceAsStream(descriptor.substring(1, descriptor.length() - 1) + ".class")) {
        if (in == null) {
          return Optional.empty();
        }
        var model = classFile.parse(in.readAllBytes());
        var type = new Type(new HashSet<>(Set.of(name)), new HashMap<>());
        for (var parent : model.interfaces()) {
          var extended = of(parent.asSymbol());
          if (extended.isEmpty()) {
            return Optional.empty();
          }
          type.names().addAll(extended.get().names());
          extended.get().defaults().forEach((method, owners) -> type.defaults().put(method, new HashSet<>(owners)));
        }
        for (var method : model.methods()) {
          if ((method.flags().flagsMask() & (ACC_ABSTRACT | ACC_STATIC | ACC_PRIVATE)) == 0) {
            type.defaults().put(method.methodName().stringValue() + method.methodType().stringValue(), Set.of(name));
          }
        }
        return Optional.of(type);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The class of all lambdas of a nest. */
  private static final class Group {
    final ClassDesc host;
    final ClassDesc name;
    private final Set<ClassDesc> testedFor;
    private final Types types;
    private final Map<Site, Integer> sites = new LinkedHashMap<>();
    private final Set<String> implemented = new HashSet<>();
    private final Map<String, Set<ClassDesc>> defaults = new HashMap<>();

    Group(ClassDesc host, Set<ClassDesc> testedFor, Types types) {
      this.host = host;
      this.testedFor = testedFor;
      this.types = types;
      this.name = ClassDesc.ofDescriptor(host.descriptorString().replaceFirst(";$", "\\$Lambdas;"));
    }

    boolean isEmpty() {
      return sites.isEmpty();
    }

    boolean add(InvokeDynamicInstruction dynamic) {
      if (!dynamic.bootstrapMethod().methodName().equals("metafactory")) {
        return false;
      }
      var site = Site.of(dynamic);
      if (sites.containsKey(site)) {
        return true;
      }
      var type = types.of(site.type());
      if (type.isEmpty() || type.get().names().stream().anyMatch(testedFor::contains) || !fits(site, type.get()) || !convertible(site)) {
        return false;
      }
      implemented.add(method(site));
      defaults.putAll(type.get().defaults());
      sites.put(site, sites.size());
      return true;
    }

    /** No default method may be replaced by another lambda's method, or be inherited from two interfaces. */
    private boolean fits(Site site, Types.Type type) {
      return !defaults.containsKey(method(site))
          && type.defaults().entrySet().stream().noneMatch(each -> implemented.contains(each.getKey())
              || !defaults.getOrDefault(each.getKey(), each.getValue()).equals(each.getValue()));
    }

    private static String method(Site site) {
      return site.sam() + site.erased().descriptorString();
    }

    boolean has(InvokeDynamicInstruction dynamic) {
      return dynamic.bootstrapMethod().owner().equals(METAFACTORY)
          && dynamic.bootstrapMethod().methodName().equals("metafactory")
          && sites.containsKey(Site.of(dynamic));
    }

    void call(CodeBuilder code, InvokeDynamicInstruction dynamic) {
      var site = Site.of(dynamic);
      code.loadConstant(sites.get(site).intValue());
      code.invokestatic(name, "of", factory(site));
    }

    private static MethodTypeDesc factory(Site site) {
      return site.factory().insertParameterTypes(site.factory().parameterCount(), ConstantDescs.CD_int);
    }

    private static boolean convertible(Site site) {
      var parameters = site.parameters();
      int captured = site.factory().parameterCount();
      if (parameters.size() != captured + site.actual().parameterCount()) {
        return false;
      }
      for (int i = 0; i < site.actual().parameterCount(); i++) {
        if (!Conversion.isPossible(site.erased().parameterType(i), site.actual().parameterType(i))
            || !Conversion.isPossible(site.actual().parameterType(i), parameters.get(captured + i))) {
          return false;
        }
      }
      for (int i = 0; i < captured; i++) {
        if (!Conversion.isPossible(site.factory().parameterType(i), parameters.get(i))) {
          return false;
        }
      }
      var result = site.erased().returnType();
      return result.equals(ConstantDescs.CD_void)
          || Conversion.isPossible(site.result(), site.actual().returnType())
              && Conversion.isPossible(site.actual().returnType(), result);
    }

    byte[] write(ClassFile classFile) {
      return classFile.build(name, builder -> {
        builder.withVersion(VERSION, 0).withFlags(ACC_FINAL | ACC_SYNTHETIC);
        builder.withInterfaceSymbols(sites.keySet().stream().map(Site::type).distinct().toList());
        builder.with(NestHostAttribute.of(host));
        builder.withField("id", ConstantDescs.CD_int, ACC_PRIVATE | ACC_FINAL);
        var fields = new LinkedHashMap<String, ClassDesc>();
        for (var site : sites.keySet()) {
          fields.putAll(fields(site));
        }
        fields.forEach((field, type) -> builder.withField(field, type, ACC_PRIVATE | ACC_FINAL));
        var constructors = new HashSet<MethodTypeDesc>();
        var factories = new HashSet<MethodTypeDesc>();
        for (var site : sites.keySet()) {
          var constructor = MethodTypeDesc.of(ConstantDescs.CD_void, constructorTypes(site));
          if (constructors.add(constructor)) {
            builder.withMethodBody(ConstantDescs.INIT_NAME, constructor, ACC_PRIVATE, code -> {
              code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
              int slot = 1;
              for (var field : fields(site).entrySet()) {
                code.aload(0);
                var kind = TypeKind.from(field.getValue());
                code.loadLocal(kind, slot);
                slot += kind.slotSize();
                code.putfield(name, field.getKey(), field.getValue());
              }
              code.aload(0).iload(slot).putfield(name, "id", ConstantDescs.CD_int).return_();
            });
          }
          var factory = factory(site);
          if (factories.add(factory)) {
            builder.withMethodBody("of", factory, ACC_STATIC, code -> {
              code.new_(name).dup();
              int slot = 0;
              for (var type : factory.parameterList()) {
                var kind = TypeKind.from(type);
                code.loadLocal(kind, slot);
                slot += kind.slotSize();
              }
              code.invokespecial(name, ConstantDescs.INIT_NAME, constructor).areturn();
            });
          }
        }
        var methods = new LinkedHashMap<String, Map<MethodTypeDesc, List<Site>>>();
        sites.keySet().forEach(site ->
            methods.computeIfAbsent(site.sam(), _ -> new LinkedHashMap<>()).computeIfAbsent(site.erased(), _ -> new ArrayList<>()).add(site));
        methods.forEach((sam, byType) -> byType.forEach((type, cases) ->
            builder.withMethodBody(sam, type, ACC_PUBLIC, code -> method(code, cases))));
      });
    }

    private void method(CodeBuilder code, List<Site> cases) {
      if (cases.size() == 1) {
        body(code, cases.getFirst());
        return;
      }
      code.aload(0).getfield(name, "id", ConstantDescs.CD_int);
      var last = code.newLabel();
      var labels = new ArrayList<SwitchCase>();
      for (var site : cases.subList(0, cases.size() - 1)) {
        labels.add(SwitchCase.of(sites.get(site), code.newLabel()));
      }
      int low = labels.getFirst().caseValue();
      int high = labels.getLast().caseValue();
      if (high - low < 4 * labels.size() + 8) {
        code.tableswitch(low, high, last, labels);
      } else {
        code.lookupswitch(last, labels);
      }
      for (int i = 0; i < labels.size(); i++) {
        code.labelBinding(labels.get(i).target());
        body(code, cases.get(i));
      }
      code.labelBinding(last);
      body(code, cases.getLast());
    }

    private void body(CodeBuilder code, Site site) {
      var target = site.body();
      var parameters = site.parameters();
      if (target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
        code.new_(target.owner()).dup();
      }
      int next = 0;
      for (var field : fields(site).entrySet()) {
        code.aload(0).getfield(name, field.getKey(), field.getValue());
        var captured = site.factory().parameterType(next);
        if (!captured.isPrimitive()) {
          Conversion.cast(code, ConstantDescs.CD_Object, captured);
        }
        Conversion.convert(code, captured, parameters.get(next));
        next++;
      }
      int slot = 1;
      for (int i = 0; i < site.erased().parameterCount(); i++) {
        var erased = site.erased().parameterType(i);
        var kind = TypeKind.from(erased);
        code.loadLocal(kind, slot);
        slot += kind.slotSize();
        Conversion.convert(code, erased, site.actual().parameterType(i));
        Conversion.convert(code, site.actual().parameterType(i), parameters.get(next++));
      }
      var type = MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
      switch (target.kind()) {
        case STATIC -> code.invokestatic(target.owner(), target.methodName(), type, false);
        case INTERFACE_STATIC -> code.invokestatic(target.owner(), target.methodName(), type, true);
        case VIRTUAL, SPECIAL -> code.invokevirtual(target.owner(), target.methodName(), type);
        case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(target.owner(), target.methodName(), type);
        case CONSTRUCTOR -> code.invokespecial(target.owner(), ConstantDescs.INIT_NAME, type);
        default -> throw new IllegalStateException(target.toString());
      }
      var result = site.erased().returnType();
      if (result.equals(ConstantDescs.CD_void)) {
        switch (TypeKind.from(site.result()).slotSize()) {
          case 1 -> code.pop();
          case 2 -> code.pop2();
          default -> {}
        }
        code.return_();
        return;
      }
      Conversion.convert(code, site.result(), site.actual().returnType());
      Conversion.convert(code, site.actual().returnType(), result);
      code.return_(TypeKind.from(result));
    }

    /** What is captured: references in fields of type Object, so that lambdas share them. */
    private static Map<String, ClassDesc> fields(Site site) {
      var fields = new LinkedHashMap<String, ClassDesc>();
      for (int i = 0; i < site.factory().parameterCount(); i++) {
        var type = site.factory().parameterType(i);
        if (type.isPrimitive()) {
          fields.put(type.descriptorString().toLowerCase() + i, type);
        } else {
          fields.put("a" + i, ConstantDescs.CD_Object);
        }
      }
      return fields;
    }

    private static List<ClassDesc> constructorTypes(Site site) {
      var types = new ArrayList<>(fields(site).values());
      types.add(ConstantDescs.CD_int);
      return types;
    }
  }

  /** The conversions that a lambda makes of its arguments and its result. */
  private static final class Conversion {
    private static final Map<ClassDesc, ClassDesc> BOXES =
        Map.of(
            ConstantDescs.CD_boolean, ConstantDescs.CD_Boolean,
            ConstantDescs.CD_byte, ConstantDescs.CD_Byte,
            ConstantDescs.CD_char, ConstantDescs.CD_Character,
            ConstantDescs.CD_double, ConstantDescs.CD_Double,
            ConstantDescs.CD_float, ConstantDescs.CD_Float,
            ConstantDescs.CD_int, ConstantDescs.CD_Integer,
            ConstantDescs.CD_long, ConstantDescs.CD_Long,
            ConstantDescs.CD_short, ConstantDescs.CD_Short);

    static boolean isPossible(ClassDesc from, ClassDesc to) {
      if (from.equals(to)) {
        return true;
      }
      if (from.equals(ConstantDescs.CD_void) || to.equals(ConstantDescs.CD_void)) {
        return false;
      }
      if (!from.isPrimitive() && !to.isPrimitive()) {
        return true;
      }
      if (from.isPrimitive() && to.isPrimitive()) {
        return false;
      }
      return from.isPrimitive()
          ? BOXES.get(from).equals(to) || to.equals(ConstantDescs.CD_Object)
          : BOXES.get(to).equals(from) || from.equals(ConstantDescs.CD_Object);
    }

    static void convert(CodeBuilder code, ClassDesc from, ClassDesc to) {
      if (from.equals(to)) {
        return;
      }
      if (from.isPrimitive()) {
        var box = BOXES.get(from);
        code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, from));
      } else if (to.isPrimitive()) {
        var box = BOXES.get(to);
        cast(code, from, box);
        code.invokevirtual(box, to.displayName() + "Value", MethodTypeDesc.of(to));
      } else {
        cast(code, from, to);
      }
    }

    static void cast(CodeBuilder code, ClassDesc from, ClassDesc to) {
      if (!from.equals(to) && !to.equals(ConstantDescs.CD_Object)) {
        code.checkcast(to);
      }
    }
  }
}
