using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The rules of one platform that neither its contract nor the engine can know.</summary>
internal abstract class Platform
{
    /// <summary>Classes with <see cref="ResourceAttribute"/> or <see cref="OperationAttribute"/>.</summary>
    public abstract BehaviorIndex Behaviors { get; }

    /// <summary>Types of the events that webhook endpoints can listen to.</summary>
    public abstract IReadOnlySet<string> EventTypes { get; }

    /// <summary>Reads the saved filter that a list is asked for; null when the call names none.</summary>
    public virtual Predicate<Record>? SavedFilter(Call call) => null;
}
