using System.Reflection;
using System.Text.RegularExpressions;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator.Tests;

/// <summary>An operation leads to its code, and the engine knows no platform.</summary>
public sealed partial class BehaviorConventionTests
{
    private static readonly BehaviorIndex Index = ClickFunnelsPlatform.Instance.Behaviors;

    private static readonly string[] EngineFolders = ["Contract", "Deliveries", "Engine", "Events", "Faults", "Http", "Requests", "Store"];

    [Test]
    public void Every_operation_attribute_names_an_operation_of_the_contract() =>
        Assert.That(Index.Claims.Select(claim => claim.Operation.Id).Except(ClickFunnelsPlatform.Instance.Contract.ById.Keys), Is.Empty);

    [Test]
    public void Every_resource_attribute_names_a_resource_of_the_contract()
    {
        var resources = ClickFunnelsPlatform.Instance.Contract.Operations.Select(operation => operation.Resource).ToHashSet();
        string[] parts = ["OrderLineItem", "OrderInvoiceLineItem"];

        Assert.That(Index.Types.Values.SelectMany(names => names).Except(parts), Is.SubsetOf(resources));
        Assert.That(Index.Types.Values.SelectMany(names => names), Is.Unique);
    }

    [Test]
    public void No_two_classes_claim_one_operation() =>
        Assert.That(
            Index.ByOperation.Where(claims => claims.Select(claim => claim.Type).Distinct().Count() > 1).Select(claims => claims.Key),
            Is.Empty
        );

    [Test]
    public void Every_operation_with_own_behavior_is_claimed_by_the_class_that_has_it()
    {
        var byResource = Index.Types.SelectMany(type => type.Value.Select(resource => (resource, type.Key))).ToDictionary();
        var unclaimed = ClickFunnelsPlatform
            .Instance.Contract.Operations.Where(operation => !Index.ByOperation[operation.Id].Any(claim => claim.IsHandler))
            .Where(operation =>
                byResource.TryGetValue(operation.Resource!, out var type) && Hooks(operation.Kind).Any(hook => Adds(type, hook))
            )
            .Where(operation => Index.ByOperation[operation.Id].All(claim => claim.Type != byResource[operation.Resource!]))
            .Select(operation => operation.Id);

        Assert.That(unclaimed, Is.Empty);
    }

    [Test]
    public void A_claim_of_a_hook_is_for_the_resource_of_its_class()
    {
        var wrong = Index
            .Claims.Where(claim => !claim.IsHandler)
            .Where(claim => !Index.Types[claim.Type].Contains(ClickFunnelsPlatform.Instance.Contract.ById[claim.Operation.Id].Resource!))
            .Select(claim => $"{claim.Type.Name}: {claim.Operation.Id}");

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void The_engine_refers_to_no_platform_and_names_none_of_its_resources()
    {
        var resources = ClickFunnelsPlatform
            .Instance.Contract.Operations.Select(operation => operation.Resource)
            .OfType<string>()
            .ToHashSet();
        var files = EngineFolders.SelectMany(folder =>
            Directory.GetFiles(Path.Combine(Repository.Root, "emulator", folder), "*.cs", SearchOption.AllDirectories)
        );
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.That(text, Does.Not.Contain("Emulator.ClickFunnels"), file);
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
            OperationKind.Get => [nameof(ResourceBehavior.Read), nameof(ResourceBehavior.TryCompute)],
            _ => [],
        };

    private static bool Adds(Type type, string hook) =>
        type.GetMethod(hook, BindingFlags.Instance | BindingFlags.Public)!.DeclaringType != typeof(ResourceBehavior);

    [GeneratedRegex("\"([A-Za-z]+)\"")]
    private static partial Regex Literal();
}
