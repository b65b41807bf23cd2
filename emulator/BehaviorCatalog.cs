using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Deliveries;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>The behaviors of the services that the emulator implements, with their sources.</summary>
public static class BehaviorCatalog
{
    // What is written there holds for all APIs. Its sources are those of ClickFunnels.
    private static readonly HashSet<string?> Shared =
    [
        typeof(DeliveryQueue).Namespace,
        typeof(Platform).Namespace,
        typeof(EventRecorder).Namespace,
        typeof(ApiProblem).Namespace,
        typeof(RecordStore).Namespace,
    ];

    private static readonly ConcurrentDictionary<string, IReadOnlyList<BehaviorAttribute>> Rules = [];
    private static readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, OperationBehavior>> Kinds = [];

    /// <summary>Names of the APIs: <c>clickfunnels</c> and others.</summary>
    public static IReadOnlyList<string> Apis { get; } = [.. Platforms.All.Select(platform => platform.Api)];

    /// <summary>All behaviors of ClickFunnels that are marked in the emulator's code, best known first, then by rule.</summary>
    public static IReadOnlyList<BehaviorAttribute> All => Of(ClickFunnelsPlatform.Instance.Api);

    /// <summary>Gets, for each operation id of the ClickFunnels contract, whether its behavior is documented or generic.</summary>
    public static IReadOnlyDictionary<string, OperationBehavior> Operations => OperationsOf(ClickFunnelsPlatform.Instance.Api);

    /// <summary>Returns the behaviors of an API that are marked in the emulator's code, best known first, then by rule.</summary>
    /// <param name="api">One of <see cref="Apis"/>.</param>
    /// <exception cref="ArgumentException">There is no such API.</exception>
    public static IReadOnlyList<BehaviorAttribute> Of(string api) => Rules.GetOrAdd(api, static name => Read(Platforms.Named(name)));

    /// <summary>Returns, for each operation id of the contract of an API, whether its behavior is documented or generic.</summary>
    /// <param name="api">One of <see cref="Apis"/>.</param>
    /// <exception cref="ArgumentException">There is no such API.</exception>
    public static IReadOnlyDictionary<string, OperationBehavior> OperationsOf(string api) =>
        Kinds.GetOrAdd(
            api,
            static name =>
            {
                var platform = Platforms.Named(name);
                return platform.Contract.Operations.ToDictionary(
                    operation => operation.Id,
                    operation => OperationEvidence.Of(operation, platform.Behaviors)
                );
            }
        );

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "cli/native-roots.xml keeps the types of this assembly.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "cli/native-roots.xml keeps the types of this assembly.")]
    private static IReadOnlyList<BehaviorAttribute> Read(Platform platform)
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return
        [
            .. typeof(BehaviorCatalog)
                .Assembly.GetTypes()
                .Where(type => Owner(type) is { } owner ? owner == platform : Shared.Contains(type.Namespace))
                .SelectMany(type =>
                    type.GetMembers(Declared)
                        .Where(member => member is not Type)
                        .Prepend(type)
                        .SelectMany(member => member.GetCustomAttributes<BehaviorAttribute>(inherit: false))
                        .Select(mark => Owner(type) is null ? ForAny(mark, platform) : mark)
                )
                .OrderBy(behavior => behavior.Evidence)
                .ThenBy(behavior => behavior.Rule, StringComparer.Ordinal),
        ];
    }

    // The platform that a type belongs to; null for the parts that all share.
    private static Platform? Owner(Type type) =>
        Shared.Contains(type.Namespace)
            ? null
            : Platforms.All.FirstOrDefault(platform =>
                type.Namespace == platform.GetType().Namespace
                || type.Name.StartsWith(platform.GetType().Name[..^8], StringComparison.Ordinal)
            ) ?? ClickFunnelsPlatform.Instance;

    // A source of one service says nothing about another.
    private static BehaviorAttribute ForAny(BehaviorAttribute mark, Platform platform) =>
        platform == ClickFunnelsPlatform.Instance
            ? mark
            : new BehaviorAttribute(mark.Rule, Evidence.Assumed, "the same as for ClickFunnels; no source for this service");
}
