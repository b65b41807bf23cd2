using System.Reflection;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviours;

/// <summary>Tells from the marks in the code whether an operation has a documented behaviour of its own.</summary>
internal static class OperationEvidence
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly OperationSet Operations = new(new RecordStore(1));
    private static readonly BehaviourSet Behaviours = new(new RecordStore(1));

    public static OperationBehaviour Of(ContractOperation operation)
    {
        if (Operations.For(operation.Id) is { } special)
            return IsKnown(special.Handle.Method) ? OperationBehaviour.Documented : OperationBehaviour.Generic;

        // Filters and saved filters of lists are documented list by list.
        if (operation.Kind == OperationKind.List)
            return operation.Filter is not null ? OperationBehaviour.Documented : OperationBehaviour.Generic;

        var behaviour = Behaviours.For(operation.Resource!).GetType();
        return Hooks(operation.Kind).Any(hook => HasKnownRule(behaviour, hook)) ? OperationBehaviour.Documented : OperationBehaviour.Generic;
    }

    private static string[] Hooks(OperationKind kind) => kind switch
    {
        OperationKind.Create => ["Create", "Created"],
        OperationKind.Upsert => ["FindForUpsert", "Create", "Created", "Update", "Updated"],
        OperationKind.Update => ["Update", "Updated"],
        OperationKind.Delete => ["Delete"],
        OperationKind.Action => ["Act"],
        _ => ["Read", "TryCompute"],
    };

    // A hook is known when it, or a helper of the same class where it is written, has a rule that somebody published.
    private static bool HasKnownRule(Type behaviour, string hook)
    {
        var written = behaviour.GetMethod(hook)?.DeclaringType;
        if (written is null || written == typeof(ResourceBehaviour))
            return false;

        var method = written.GetMethod(hook, All)!;
        if (method.IsDefined(typeof(BehaviourAttribute), inherit: false))
            return IsKnown(method);
        return Helpers(behaviour).Any(IsKnown);
    }

    private static IEnumerable<MethodInfo> Helpers(Type? type)
    {
        for (; type is not null && type != typeof(ResourceBehaviour); type = type.BaseType)
        {
            foreach (var method in type.GetMethods(All).Where(method => method.IsPrivate || method.IsStatic || method.IsFamily))
                yield return method;
        }
    }

    private static bool IsKnown(MethodInfo method) =>
        method.GetCustomAttributes<BehaviourAttribute>(inherit: false).Any(mark => mark.Evidence != Evidence.Assumed);
}
