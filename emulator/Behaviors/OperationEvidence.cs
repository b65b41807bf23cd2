using System.Reflection;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Tells from the marks in the code whether an operation has a documented behavior of its own.</summary>
internal static class OperationEvidence
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly OperationSet Operations = new(new RecordStore(1));
    private static readonly BehaviorSet Behaviors = new(new RecordStore(1));

    public static OperationBehavior Of(ContractOperation operation)
    {
        if (Operations.For(operation.Id) is { } special)
        {
            return IsKnown(special.Handle.Method) ? OperationBehavior.Documented : OperationBehavior.Generic;
        }

        // Filters and saved filters of lists are documented list by list.
        if (operation.Kind == OperationKind.List)
        {
            return operation.Filter is not null ? OperationBehavior.Documented : OperationBehavior.Generic;
        }

        var behavior = Behaviors.For(operation.Resource!).GetType();
        return Hooks(operation.Kind).Any(hook => HasKnownRule(behavior, hook)) ? OperationBehavior.Documented : OperationBehavior.Generic;
    }

    private static string[] Hooks(OperationKind kind) =>
        kind switch
        {
            OperationKind.Create => ["Create", "Created"],
            OperationKind.Upsert => ["FindForUpsert", "Create", "Created", "Update", "Updated"],
            OperationKind.Update => ["Update", "Updated"],
            OperationKind.Delete => ["Delete"],
            OperationKind.Action => ["Act"],
            _ => ["Read", "TryCompute"],
        };

    // A hook is known when it, or a helper of the same class where it is written, has a rule that somebody published.
    private static bool HasKnownRule(Type behavior, string hook)
    {
        var written = behavior.GetMethod(hook)?.DeclaringType;
        if (written is null || written == typeof(ResourceBehavior))
        {
            return false;
        }

        var method = written.GetMethod(hook, All)!;
        if (method.IsDefined(typeof(BehaviorAttribute), inherit: false))
        {
            return IsKnown(method);
        }

        return Helpers(behavior).Any(IsKnown);
    }

    private static IEnumerable<MethodInfo> Helpers(Type? type)
    {
        for (; type is not null && type != typeof(ResourceBehavior); type = type.BaseType)
        {
            foreach (var method in type.GetMethods(All).Where(method => method.IsPrivate || method.IsStatic || method.IsFamily))
            {
                yield return method;
            }
        }
    }

    private static bool IsKnown(MethodInfo method) =>
        method.GetCustomAttributes<BehaviorAttribute>(inherit: false).Any(mark => mark.Evidence != Evidence.Assumed);
}
