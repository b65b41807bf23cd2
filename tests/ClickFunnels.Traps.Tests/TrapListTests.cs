using System.Reflection;
using System.Text.RegularExpressions;

namespace ClickFunnels.Traps.Tests;

/// <summary>spec/traps.yaml names what exists, and every protection that it claims is shown by a test.</summary>
public sealed partial class TrapListTests
{
    /// <summary>The protections that the tests with <see cref="TrapAttribute"/> show.</summary>
    private static readonly ILookup<(int Number, Protection Protection), MethodInfo> Tests = typeof(TrapListTests)
        .Assembly.GetTypes()
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .SelectMany(static method => method.GetCustomAttributes<TrapAttribute>(), static (method, trap) => (method, trap))
        .ToLookup(static test => (test.trap.Number, test.trap.Protection), static test => test.method);

    [Test]
    public void Numbers_are_complete_and_in_order() =>
        Assert.That(TrapList.All.Select(static trap => trap.Number), Is.EqualTo(Enumerable.Range(1, TrapList.All.Count)));

    [Test]
    public void Every_trap_has_its_protections_in_the_order_of_their_strength() =>
        Assert.That(
            TrapList.All.Where(static trap =>
                trap.Protections.Count == 0
                || !trap.Protections.SequenceEqual(trap.Protections.Distinct().Order())
                || (trap.Protections.Contains(Protection.Documentation) && trap.Protections.Count > 1)
            ),
            Is.Empty,
            "Documentation is listed only where it is the only protection."
        );

    [Test]
    public void Every_trap_names_operations_of_the_contract()
    {
        var operations = ContractModel.Read("spec/clickfunnels.yaml").Operations.Select(static operation => operation.Id).ToHashSet();

        Assert.That(operations, Is.Not.Empty);
        Assert.That(TrapList.All.Where(static trap => trap.Operations.Count == 0), Is.Empty, "A trap needs an operation.");
        Assert.That(
            TrapList.All.SelectMany(
                trap => trap.Operations.Where(id => !operations.Contains(id)),
                static (trap, id) => $"{trap.Number}: {id}"
            ),
            Is.Empty,
            "The contract has no such operations."
        );
    }

    [Test]
    public void Every_trap_has_a_source_and_texts_in_sentences() =>
        Assert.That(
            TrapList.All.Where(static trap =>
                trap.Sources.Count == 0
                || trap.Sources.Any(static source => !source.StartsWith("clickfunnels-", StringComparison.Ordinal))
                || trap.Title.EndsWith('.')
                || !trap.Consequence.EndsWith('.')
                || !trap.How.EndsWith('.')
            ),
            Is.Empty
        );

    [Test]
    public void Every_trap_with_an_analyzer_names_its_rule()
    {
        var rules = Analyzers.RuleTests.Rules.Select(static rule => rule.Id).ToHashSet();

        Assert.That(
            TrapList.All.Where(trap =>
            {
                var named = RuleId().Matches(trap.How).Select(static match => match.Value).ToList();
                return trap.Protections.Contains(Protection.Analyzer) ? named.Count == 0 || !rules.IsSupersetOf(named) : named.Count > 0;
            }),
            Is.Empty
        );
    }

    [GeneratedRegex(@"CFN\d+")]
    private static partial Regex RuleId();

    [Test]
    public void A_test_shows_every_protection_that_is_claimed()
    {
        var claimed = TrapList.All.SelectMany(static trap => trap.Protections, static (trap, protection) => (trap.Number, protection));

        var missing = claimed
            .Where(static claim => claim.protection != Protection.Documentation && !Tests.Contains(claim))
            .Select(static claim => $"{claim.Number} {claim.protection}");

        Assert.That(
            string.Join(", ", missing),
            Is.Empty,
            "Mark a test that shows the protection with [Trap(number, Protection.…)], or correct spec/traps.yaml."
        );
    }

    [Test]
    public void No_test_shows_a_protection_that_is_not_claimed()
    {
        var claimed = TrapList.All.ToDictionary(static trap => trap.Number, static trap => trap.Protections);

        Assert.That(
            Tests
                .Where(test => !claimed.TryGetValue(test.Key.Number, out var protections) || !protections.Contains(test.Key.Protection))
                .Select(static test => test.Key),
            Is.Empty,
            "Add the protection to the trap in spec/traps.yaml."
        );
    }

    [Test]
    public void The_attribute_is_on_tests_only() =>
        Assert.That(
            Tests
                .SelectMany(static tests => tests)
                .Where(static method =>
                    !method
                        .GetCustomAttributes()
                        .Any(static attribute =>
                            attribute is NUnit.Framework.Interfaces.ITestBuilder or NUnit.Framework.Interfaces.ISimpleTestBuilder
                        )
                )
                .Select(static method => method.DeclaringType + "." + method.Name),
            Is.Empty
        );
}
