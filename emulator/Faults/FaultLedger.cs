namespace ClickFunnels.Emulator;

/// <summary>Names for the targets of faults.</summary>
public static class FaultTarget
{
    /// <summary>The target that means every operation or event type.</summary>
    public const string Any = "*";
}

/// <summary>A fault that waits for its targets.</summary>
/// <param name="Target">Operation id, method and path, or event type that it affects.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Remaining">Number of further calls or deliveries that it affects.</param>
/// <typeparam name="TFault">Kind of fault.</typeparam>
public sealed record PlannedFault<TFault>(string Target, TFault Fault, int Remaining)
    where TFault : notnull;

/// <summary>
/// Faults that a test planned. Those that have not happened stay in <see cref="Unconsumed"/>, so that a test can prove that all happened.
/// </summary>
/// <typeparam name="TFault">Kind of fault.</typeparam>
public sealed class FaultLedger<TFault>
    where TFault : notnull
{
    private readonly Lock _gate = new();
    private readonly List<PlannedFault<TFault>> _planned = [];
    private readonly Func<string, string?> _validate;

    /// <param name="validate">Returns the error of an unknown target, or null.</param>
    internal FaultLedger(Func<string, string?> validate) => _validate = validate;

    /// <summary>Gets or sets what is called after a fault was planned, used or removed.</summary>
    internal Action? Changed { get; set; }

    /// <summary>Gets the faults that have not happened yet, in the order in which they were planned.</summary>
    public IReadOnlyList<PlannedFault<TFault>> Unconsumed
    {
        get
        {
            lock (_gate)
            {
                return [.. _planned];
            }
        }
    }

    /// <summary>
    /// Plans a fault. The oldest fault whose target matches is used first. Retries and redeliveries of events are not affected.
    /// </summary>
    /// <param name="target">
    /// For calls: operation id (<c>createContacts</c>), or method and path (<c>POST /workspaces/1001/contacts</c>, also with parameters in
    /// braces). For deliveries: event type (<c>contact.created</c>). <see cref="FaultTarget.Any"/> matches all.
    /// </param>
    /// <param name="fault">The fault.</param>
    /// <param name="times">Number of calls or deliveries that it affects.</param>
    /// <exception cref="ArgumentException">The target is unknown.</exception>
    public void Add(string target, TFault fault, int times = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (fault is Enum && !Enum.IsDefined(typeof(TFault), fault))
        {
            throw new ArgumentOutOfRangeException(nameof(fault), fault, "The value is not a fault.");
        }

        if (target != FaultTarget.Any && _validate(target) is { } error)
        {
            throw new ArgumentException(error, nameof(target));
        }

        lock (_gate)
        {
            _planned.Add(new PlannedFault<TFault>(target, fault, times));
        }

        Changed?.Invoke();
    }

    /// <summary>Removes all planned faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _planned.Clear();
        }

        Changed?.Invoke();
    }

    /// <summary>Takes the oldest fault whose target matches; returns false if there is none.</summary>
    internal bool TryTake(Predicate<string> matches, out TFault fault)
    {
        lock (_gate)
        {
            var index = _planned.FindIndex(planned => planned.Target == FaultTarget.Any || matches(planned.Target));
            if (index < 0)
            {
                fault = default!;
                return false;
            }

            var planned = _planned[index];
            if (planned.Remaining == 1)
            {
                _planned.RemoveAt(index);
            }
            else
            {
                _planned[index] = planned with { Remaining = planned.Remaining - 1 };
            }

            fault = planned.Fault;
        }

        Changed?.Invoke();
        return true;
    }
}
