package io.github.bnn4j.trained;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.bnn4j.architecture.OnlyTests;

/** A test that judges by what was learnt is among those that run with many seeds, on all kinds of arithmetic. */
@AnalyzeClasses(packages = "io.github.bnn4j", importOptions = OnlyTests.class)
class VerdictsTest {

    @ArchTest
    static final ArchRule VERDICTS_ARE_TAGGED = methods()
            .that(DescribedPredicate.describe("judge by what was learnt", VerdictsTest::judges))
            .and()
            .areNotDeclaredIn(Learnt.class)
            .should()
            .beAnnotatedWith(Trains.class);

    private static boolean judges(JavaMethod method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Learnt.class));
    }
}
