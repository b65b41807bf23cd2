using System.Reflection;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests;

/// <summary>An operation leads to its code, and the engine knows no platform.</summary>
public sealed partial class BehaviorConventionTests
{
    private static IEnumerable<string> Apis => Platforms.All.Select(platform => platform.Api);

    private static readonly string[] EngineFolders =
    [
        "../contract/Operations",
        "Deliveries",
        "Engine",
        "Events",
        "Faults",
        "Http",
        "Requests",
        "Store",
    ];

    [TestCaseSource(nameof(Apis))]
    public void Every_operation_attribute_names_an_operation_of_the_contract(string api)
    {
        var platform = Platforms.Named(api);

        Assert.That(platform.Behaviors.ByOperation.Select(claims => claims.Key), Is.Not.Empty.And.SubsetOf(platform.Contract.ById.Keys));
    }

    [TestCaseSource(nameof(Apis))]
    public void Every_resource_attribute_names_a_resource_of_the_contract(string api)
    {
        var platform = Platforms.Named(api);
        var resources = platform.Contract.Operations.Select(operation => operation.Resource).ToHashSet();
        string[] parts = ["OrderLineItem", "OrderInvoiceLineItem"];
        var named = platform.Behaviors.Types.Values.SelectMany(names => names).ToList();

        Assert.That(named.Except(parts), Is.SubsetOf(resources));
        Assert.That(named, Is.Unique);
    }

    [TestCaseSource(nameof(Apis))]
    public void No_two_classes_claim_one_operation(string api) =>
        Assert.That(
            Platforms
                .Named(api)
                .Behaviors.ByOperation.Where(claims => claims.Select(claim => claim.Type).Distinct().Count() > 1)
                .Select(claims => claims.Key),
            Is.Empty
        );

    [TestCaseSource(nameof(Apis))]
    public void Every_operation_with_own_behavior_is_claimed_by_the_class_that_has_it(string api)
    {
        var platform = Platforms.Named(api);
        var index = platform.Behaviors;
        var byResource = index.Types.SelectMany(type => type.Value.Select(resource => (resource, type.Key))).ToDictionary();
        var unclaimed = platform
            .Contract.Operations.Where(operation => !index.ByOperation[operation.Id].Any(claim => claim.IsHandler))
            .Where(operation =>
                byResource.TryGetValue(operation.Resource!, out var type) && Hooks(operation.Kind).Any(hook => Adds(type, hook))
            )
            .Where(operation => index.ByOperation[operation.Id].All(claim => claim.Type != byResource[operation.Resource!]))
            .Select(operation => operation.Id);

        Assert.That(unclaimed, Is.Empty);
    }

    [TestCaseSource(nameof(Apis))]
    public void A_claim_of_a_hook_is_for_the_resource_of_its_class(string api)
    {
        var platform = Platforms.Named(api);
        var wrong = platform
            .Behaviors.Claims.Where(claim => !claim.IsHandler)
            .Where(claim => !platform.Behaviors.Types[claim.Type].Contains(platform.Contract.ById[claim.Operation.Id].Resource!))
            .Select(claim => $"{claim.Type.Name}: {claim.Operation.Id}");

        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Apis))]
    public void Every_behavior_names_its_source(string api)
    {
        var rules = BehaviorCatalog.Of(api);

        Assert.That(rules, Has.Some.Property(nameof(BehaviorAttribute.Evidence)).EqualTo(Evidence.Documented));
        Assert.That(rules.Select(rule => rule.Rule), Is.Unique);
        Assert.That(rules.Select(rule => rule.Source), Has.None.Empty);
    }

    [Test]
    public void The_engine_refers_to_no_platform_and_names_none_of_its_resources()
    {
        var resources = Platforms
            .All.SelectMany(platform => platform.Contract.Operations)
            .Select(operation => operation.Resource)
            .OfType<string>()
            .ToHashSet();
        var files = EngineFolders.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(Repository.Root, "emulator", folder), "*.cs", SearchOption.AllDirectories)
        );
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            foreach (var platform in Platforms.All)
            {
                Assert.That(text, Does.Not.Contain(platform.GetType().Namespace!["ClickFunnels.".Length..]), file);
            }

            Assert.That(Literal().Matches(text).Select(match => match.Groups[1].Value).Intersect(resources), Is.Empty, file);
        }
    }

    private static string[] Hooks(OperationKind kind) =>
        kind switch
        {
            OperationKind.Create => [nameof(ResourceBehavior.Create), nameof(ResourceBehavior.Created)],
            OperationKind.Upsert => [nameof(ResourceBehavior.FindForUpsert)],
            OperationKind.Update => [nameof(ResourceBehavior.Update), nameof(ResourceBehavior.Updated)],
            OperationKind.Delete => [nameof(ResourceBehavior.Delete)],
            OperationKind.List => [nameof(ResourceBehavior.Narrow), nameof(ResourceBehavior.HiddenInList), nameof(ResourceBehavior.Order)],
            OperationKind.Get => [nameof(ResourceBehavior.Read), nameof(ResourceBehavior.TryCompute)],
            _ => [],
        };

    private static bool Adds(Type type, string hook) =>
        type.GetMethod(hook, BindingFlags.Instance | BindingFlags.Public)!.DeclaringType != typeof(ResourceBehavior);

    [GeneratedRegex("\"([A-Za-z]+)\"")]
    private static partial Regex Literal();
}
