using ClickFunnels.Emulator.NUnit.TestHost;
using NUnit.Framework.Interfaces;

namespace ClickFunnels.Emulator.NUnit.Tests;

/// <summary>The attributes, by the results of fixtures that have them. The engine has static state, so only one runs at a time.</summary>
[NonParallelizable]
public sealed class UseEmulatorTests
{
    [Test]
    public void Each_test_has_its_own_emulator_at_the_same_time() => AllPass(NestedRun.Of<OwnEmulators>(), 4);

    [Test]
    public void A_shared_emulator_keeps_its_address_and_forgets_between_tests() => AllPass(NestedRun.Of<OneEmulator>(), 3);

    [Test]
    public void The_innermost_attribute_counts() => AllPass(NestedRun.Of<Nested>(), 3);

    [Test]
    public void The_output_of_a_failed_test_has_the_last_requests_without_credentials()
    {
        var results = NestedRun.Of<Failing>();
        var result = results["Fails_after_requests"];

        Assert.That(result.Message, Does.StartWith("on purpose"));
        var lines = result.Output.TrimEnd().Split('\n').Select(static line => line.TrimEnd()).ToList();
        Assert.That(
            lines[0],
            Does.StartWith("Requests to the clickfunnels emulator at http://127.0.0.1:").And.EndsWith(", the last 2 of 3:")
        );
        Assert.That(lines[1], Does.Match("^  2 POST /api/v2/workspaces/[0-9]+/contacts -> 429 \\(createContacts\\), fault: 429$"));
        Assert.That(lines[2], Does.Match("^  3 POST /api/v2/workspaces/[0-9]+/contacts -> 201 \\(createContacts\\)$"));
        Assert.That(result.Output, Does.Not.Contain("emulator-").And.Not.Contain("Bearer"));
        Assert.That(results["Fails_with_a_misspelled_parameter"].Output, Does.Contain("\n      query sort_ordr: "));
    }

    [Test]
    public void A_test_that_passes_without_a_planned_fault_fails()
    {
        var results = NestedRun.Of<UnusedFault>();

        Assert.That(results.Values.Select(static one => one.ResultState.Status), Is.All.EqualTo(TestStatus.Failed));
        Assert.That(
            results["Passes_without_the_fault"].Message,
            Does.Contain("Planned faults did not happen: createContacts (cut after, 2 left).")
        );
        Assert.That(results["Passes_without_the_webhook_fault"].Message, Does.Contain("contact.created (Duplicate, 1 left)"));
        Assert.That(results["Passes_without_the_fault"].Output, Does.EndWith(": none" + Environment.NewLine));
    }

    [Test]
    public void Tests_that_share_an_emulator_at_the_same_time_are_refused()
    {
        var results = NestedRun.Of<SharedAtTheSameTime>();

        Assert.That(
            results.Values.Select(static one => one.ResultState.Status),
            Is.EquivalentTo(new[] { TestStatus.Passed, TestStatus.Failed })
        );
        Assert.That(
            results.Values.Single(static one => one.ResultState.Status == TestStatus.Failed).Message,
            Does.Contain("[NonParallelizable]")
        );
    }

    [Test]
    public void An_emulator_that_cannot_start_fails_the_test_with_its_reason() =>
        Assert.That(NestedRun.Of<BrokenOptions>().Single().Value.Message, Does.Contain("WebhookParallelism"));

    private static void AllPass(Dictionary<string, ITestResult> results, int expected)
    {
        Assert.That(results, Has.Count.EqualTo(expected));
        Assert.That(
            results.Values.Select(static one => $"{one.Name}: {one.ResultState.Status} {one.Message}"),
            Is.EquivalentTo(results.Keys.Select(static name => $"{name}: Passed "))
        );
    }
}
