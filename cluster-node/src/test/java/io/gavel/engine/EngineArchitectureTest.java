package io.gavel.engine;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What would make two nodes differ, or tie the state machine to its surroundings, is kept out of it. */
class EngineArchitectureTest
{
    private static final JavaClasses ENGINE = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.gavel.engine");
    private static final Set<String> JAVA_TYPES = Set.of(
        "java.util.Arrays", "java.util.List", "java.util.ArrayList", "java.util.Iterator",
        "java.nio.ByteOrder", "java.nio.charset.StandardCharsets", "java.nio.charset.Charset");

    private static final ArchRule SHOULD_DEPEND_ON_LITTLE = classes().should().onlyDependOnClassesThat(
        resideInAnyPackage("java.lang", "java.lang.invoke", "io.gavel.engine..", "io.gavel.schema", "io.gavel.venue",
            "org.agrona", "org.agrona.concurrent", "org.agrona.collections")
            .or(describe("are plain types of the JDK", (final JavaClass type) ->
                type.isPrimitive() || type.isArray() || JAVA_TYPES.contains(type.getName()))));

    private static final ArchRule SHOULD_KNOW_NO_CLUSTER_CLOCK_RANDOM_OR_LOG = noClasses().should()
        .dependOnClassesThat().resideInAnyPackage("io.aeron..", "java.time..", "java.util.concurrent..",
            "java.util.logging..", "org.slf4j..", "java.security..", "java.io..", "java.net..")
        .orShould().dependOnClassesThat().haveNameMatching(
            "java\\.util\\.(Random|HashMap|HashSet|LinkedHashMap|IdentityHashMap|WeakHashMap|UUID)|" +
                "java\\.lang\\.(Thread|Runtime|Process|ThreadLocal)|org\\.agrona\\.concurrent\\..*Clock|" +
                "org\\.agrona\\.SystemUtil");

    private static final ArchRule SHOULD_CALL_NOTHING_THAT_DIFFERS_FROM_NODE_TO_NODE = noClasses().should()
        .callMethod(System.class, "nanoTime")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .orShould().callMethod(System.class, "getProperty", String.class)
        .orShould().callMethod(System.class, "getenv", String.class)
        .orShould().callMethod(System.class, "identityHashCode", Object.class)
        .orShould().callMethod(Object.class, "hashCode")
        .orShould().callMethod(Math.class, "random")
        .orShould().accessField(System.class, "out")
        .orShould().accessField(System.class, "err");

    private static final ArchRule SHOULD_WALK_NO_HASH_MAP = noClasses().should().callMethodWhere(
        describe("walks a hash map", (final com.tngtech.archunit.core.domain.JavaMethodCall call) ->
            call.getTargetOwner().getName().startsWith("org.agrona.collections.") &&
                call.getTargetOwner().getName().endsWith("Map") &&
                Set.of("forEach", "keySet", "values", "entrySet", "intForEach", "longForEach")
                    .contains(call.getName())));

    private static final ArchRule SHOULD_HAVE_NO_FLOATING_POINT_FIELDS = fields().should()
        .notHaveRawType(double.class).andShould().notHaveRawType(float.class)
        .andShould().notHaveRawType(double[].class).andShould().notHaveRawType(Double.class);

    private static final ArchRule SHOULD_RETURN_NO_FLOATING_POINT = methods().should()
        .notHaveRawReturnType(double.class).andShould().notHaveRawReturnType(float.class);

    private static final ArchRule SHOULD_NOT_LET_THE_BOOK_KNOW_WHO_TRADES = noClasses()
        .that().resideInAPackage("io.gavel.engine.book")
        .should().dependOnClassesThat().resideInAnyPackage("io.gavel.engine.account", "io.gavel.engine.order",
            "io.gavel.engine.participant", "io.gavel.engine.session", "io.gavel.engine.event");

    @Test
    void shouldLookAtTheWholeEngine()
    {
        assertTrue(ENGINE.contain(Exchange.class) && ENGINE.size() > 30, "classes found: " + ENGINE.size());
    }

    @Test
    void shouldDependOnLittle()
    {
        SHOULD_DEPEND_ON_LITTLE.check(ENGINE);
    }

    @Test
    void shouldKnowNoClusterClockRandomOrLog()
    {
        SHOULD_KNOW_NO_CLUSTER_CLOCK_RANDOM_OR_LOG.check(ENGINE);
    }

    @Test
    void shouldCallNothingThatDiffersFromNodeToNode()
    {
        SHOULD_CALL_NOTHING_THAT_DIFFERS_FROM_NODE_TO_NODE.check(ENGINE);
    }

    @Test
    void shouldWalkNoHashMap()
    {
        SHOULD_WALK_NO_HASH_MAP.check(ENGINE);
    }

    @Test
    void shouldHaveNoFloatingPointFields()
    {
        SHOULD_HAVE_NO_FLOATING_POINT_FIELDS.check(ENGINE);
    }

    @Test
    void shouldReturnNoFloatingPoint()
    {
        SHOULD_RETURN_NO_FLOATING_POINT.check(ENGINE);
    }

    @Test
    void shouldNotLetTheBookKnowWhoTrades()
    {
        SHOULD_NOT_LET_THE_BOOK_KNOW_WHO_TRADES.check(ENGINE);
    }
}
