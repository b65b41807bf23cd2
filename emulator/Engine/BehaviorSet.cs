using System.Reflection;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The result of an operation; without a status it gets the one that the contract names.</summary>
internal sealed record OperationResult(object? Value, int? Status = null);

/// <summary>Serves one operation that is more than creating, reading, changing or deleting; null leaves it to the engine.</summary>
internal delegate OperationResult? OperationHandler(Call call, Record? member);

/// <summary>Changes the record that an action is about.</summary>
internal delegate void ActionHandler(Call call, Record member);

/// <summary>One operation with a handler of its own.</summary>
internal sealed record SpecialOperation(OperationAttribute Operation, OperationHandler Handle);

/// <summary>The behaviors of a store. A resource without a behavior stores the fields that it is sent.</summary>
internal sealed class BehaviorSet
{
    private readonly RecordStore _store;
    private readonly ResourceBehavior _plain;
    private readonly Dictionary<string, ResourceBehavior> _byResource = [];
    private readonly Dictionary<string, SpecialOperation> _byOperation = [];

    public BehaviorSet(BehaviorIndex index, RecordStore store)
    {
        _store = store;
        _plain = new ResourceBehavior(store);
        var instances = new Dictionary<Type, object>();
        foreach (var (type, resources) in index.Types.Where(one => one.Key is not { IsAbstract: true, IsSealed: true }))
        {
            var instance = Activator.CreateInstance(type, store)!;
            instances.Add(type, instance);
            foreach (var resource in resources)
            {
                _byResource.Add(resource, (ResourceBehavior)instance);
            }
        }

        foreach (var claim in index.Claims.Where(claim => claim.IsHandler))
        {
            _byOperation.Add(
                claim.Operation.Id,
                new SpecialOperation(claim.Operation, Handler(claim.Method!, claim.Method!.IsStatic ? null : instances[claim.Type]))
            );
        }
    }

    /// <summary>Finds a record of any resource that a response may show.</summary>
    public Record? Find(long id) => _store.Find(id);

    public ResourceBehavior For(string resource) => _byResource.GetValueOrDefault(resource, _plain);

    public SpecialOperation? ForOperation(string id) => _byOperation.GetValueOrDefault(id);

    private static OperationHandler Handler(MethodInfo method, object? instance)
    {
        if (method.ReturnType != typeof(void))
        {
            return method.CreateDelegate<OperationHandler>(instance);
        }

        var action = method.CreateDelegate<ActionHandler>(instance);
        return (call, member) =>
        {
            action(call, member!);
            return new OperationResult(member);
        };
    }
}
