using System.Reflection;

namespace ClickFunnels.Emulator;

/// <summary>Everything that the emulator claims to know about the service, with where it comes from.</summary>
public static class BehaviourCatalogue
{
    /// <summary>All behaviours that are marked in the emulator's code, best known first, then by rule.</summary>
    public static IReadOnlyList<BehaviourAttribute> All { get; } = Read();

    private static IReadOnlyList<BehaviourAttribute> Read()
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return
        [
            .. typeof(BehaviourCatalogue).Assembly.GetTypes()
                .SelectMany(type => type.GetCustomAttributes<BehaviourAttribute>(inherit: false)
                    .Concat(type.GetMembers(Any).Where(member => member is not Type).SelectMany(member => member.GetCustomAttributes<BehaviourAttribute>(inherit: false))))
                .OrderBy(behaviour => behaviour.Evidence)
                .ThenBy(behaviour => behaviour.Rule, StringComparer.Ordinal),
        ];
    }
}
