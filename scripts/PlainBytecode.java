import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes out what the compiler leaves to the start of a function: which case of a {@code switch} over types applies, and
 * whether two records are equal. The JVM makes a class of each such place when it first gets there, which a cold start
 * pays for a hundred times, and no archive of classes holds them.
 *
 * <p>Called with the directory of a function: its classes, and jars in lib/. Changes its classes; a place that it cannot
 * write out stays as it is.
 */
public final class PlainBytecode {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final MethodTypeDesc EQUALS = MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);

  /** A method in place of what would be made at run time. */
  private record Written(String name, MethodTypeDesc type, Consumer<CodeBuilder> code) {}

  private final ClassFile classes;
  private int written;

  private PlainBytecode(ClassLoader function) {
    var hierarchy = ClassHierarchyResolver.ofResourceParsing(function).orElse(ClassHierarchyResolver.defaultResolver());
    this.classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
  }

  public static void main(String[] arguments) throws IOException {
    var function = Path.of(arguments[0]);
    try (var loader = new URLClassLoader(classPath(function))) {
      var plain = new PlainBytecode(loader);
      for (var file : files(function, ".class")) {
        Files.write(file, plain.write(Files.readAllBytes(file)));
      }
      System.out.println("Written out as plain bytecode: " + plain.written + " places.");
    }
  }

  private static URL[] classPath(Path function) throws IOException {
    var urls = new ArrayList<URL>();
    urls.add(function.toUri().toURL());
    for (var jar : files(function.resolve("lib"), ".jar")) {
      urls.add(jar.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private byte[] write(byte[] compiled) {
    var model = classes.parse(compiled);
    var methods = new ArrayList<Written>();
    CodeTransform calls =
        (code, element) -> {
          var method = element instanceof InvokeDynamicInstruction call ? method(call, methods.size()) : null;
          if (method == null) {
            code.with(element);
            return;
          }
          methods.add(method);
          code.invokestatic(model.thisClass().asSymbol(), method.name(), method.type(), isInterface(model));
        };
    var result =
        classes.transformClass(
            model,
            ClassTransform.transformingMethodBodies(calls)
                .andThen(
                    ClassTransform.endHandler(
                        type -> {
                          for (var each : methods) {
                            type.withMethodBody(
                                each.name(), each.type(), ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, each.code()::accept);
                          }
                        })));
    written += methods.size();
    return methods.isEmpty() ? compiled : result;
  }

  private static boolean isInterface(ClassModel model) {
    return model.flags().has(AccessFlag.INTERFACE);
  }

  /** What to call instead; null if the call has to stay. */
  private static Written method(InvokeDynamicInstruction call, int number) {
    var bootstrap = call.bootstrapMethod();
    var type = call.typeSymbol();
    var arguments = call.bootstrapArgs();
    return switch (bootstrap.owner().displayName() + "." + bootstrap.methodName()) {
      case "SwitchBootstraps.typeSwitch" ->
          arguments.stream().allMatch(each -> each instanceof ClassDesc || each instanceof String)
              ? new Written("switch$" + number, type, code -> typeSwitch(code, arguments))
              : null;
      case "ObjectMethods.bootstrap" -> {
        var fields = arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
        yield switch (call.name().stringValue()) {
          case "equals" -> new Written("equals$" + number, type, code -> equals(code, type.parameterType(0), fields));
          case "hashCode" -> new Written("hashCode$" + number, type, code -> hashCode(code, fields));
          default -> null;
        };
      }
      default -> null;
    };
  }

  /** The index of the first case, from the one in the second argument on, whose type or text the first argument has. */
  private static void typeSwitch(CodeBuilder code, List<? extends ConstantDesc> cases) {
    var notNull = code.newLabel();
    code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
    for (int i = 0; i < cases.size(); i++) {
      var next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      if (cases.get(i) instanceof ClassDesc type) {
        code.aload(0).instanceOf(type);
      } else {
        code.loadConstant(cases.get(i)).aload(0).invokevirtual(ConstantDescs.CD_Object, "equals", EQUALS);
      }
      code.ifeq(next).loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(cases.size()).ireturn();
  }

  private static void equals(CodeBuilder code, ClassDesc record, List<DirectMethodHandleDesc> fields) {
    var differ = code.newLabel();
    var sameType = code.newLabel();
    code.aload(1).instanceOf(record).ifne(sameType).iconst_0().ireturn().labelBinding(sameType);
    code.aload(1).checkcast(record).astore(2);
    for (var field : fields) {
      var type = field.invocationType().returnType();
      code.aload(0).getfield(record, field.methodName(), type);
      code.aload(2).getfield(record, field.methodName(), type);
      switch (TypeKind.from(type)) {
        case REFERENCE ->
            code.invokestatic(
                    OBJECTS,
                    "equals",
                    MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                .ifeq(differ);
        case LONG -> code.lcmp().ifne(differ);
        case FLOAT -> code.invokestatic(ConstantDescs.CD_Float, "compare", compared(type)).ifne(differ);
        case DOUBLE -> code.invokestatic(ConstantDescs.CD_Double, "compare", compared(type)).ifne(differ);
        default -> code.if_icmpne(differ);
      }
    }
    code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
  }

  private static MethodTypeDesc compared(ClassDesc type) {
    return MethodTypeDesc.of(ConstantDescs.CD_int, type, type);
  }

  private static void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (var field : fields) {
      var type = field.invocationType().returnType();
      var reference = TypeKind.from(type) == TypeKind.REFERENCE;
      code.bipush(31).imul();
      code.aload(0).getfield(field.owner(), field.methodName(), type);
      code.invokestatic(
          reference ? OBJECTS : boxed(type),
          "hashCode",
          MethodTypeDesc.of(ConstantDescs.CD_int, reference ? ConstantDescs.CD_Object : type));
      code.iadd();
    }
    code.ireturn();
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      default -> ConstantDescs.CD_Double;
    };
  }
}
