using ClickFunnels.Emulator.Contract;

namespace ClickFunnels.Emulator;

/// <summary>A fault that waits for its calls.</summary>
/// <param name="Target">Operation id, or method and path, that it strikes.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Remaining">How many more calls it strikes.</param>
public sealed record PlannedFault(string Target, Fault Fault, int Remaining);

/// <summary>
/// Faults that a test asked for. What no call has met stays in <see cref="Unconsumed"/>, so that a test can prove that its faults struck.
/// </summary>
public sealed class FaultLedger
{
    /// <summary>The target that means every operation.</summary>
    public const string AnyOperation = "*";

    private readonly Lock _gate = new();
    private readonly List<PlannedFault> _planned = [];
    private readonly RouteTable _routes;
    private readonly ApiContract _contract;

    internal FaultLedger(ApiContract contract, RouteTable routes)
    {
        _contract = contract;
        _routes = routes;
    }

    /// <summary>Faults that still wait for a call, in the order of their planning.</summary>
    public IReadOnlyList<PlannedFault> Unconsumed
    {
        get
        {
            lock (_gate)
            {
                return [.. _planned];
            }
        }
    }

    /// <summary>Plans a fault. The oldest fault that fits a call strikes it.</summary>
    /// <param name="target">Operation id (<c>createContacts</c>), method and path (<c>POST /workspaces/1001/contacts</c>, also with
    /// parameters in braces), or <see cref="AnyOperation"/>.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">How many calls it strikes.</param>
    /// <exception cref="ArgumentException">The contract has no such operation.</exception>
    public void Add(string target, Fault fault, int times = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (
            target != AnyOperation
            && !_contract.ById.ContainsKey(target)
            && (target.Split(' ', 2) is not [var method, var path] || _routes.Match(method, Below(path)) is null)
        )
        {
            throw new ArgumentException($"The contract has no operation '{target}'.", nameof(target));
        }

        lock (_gate)
        {
            _planned.Add(new PlannedFault(target, fault, times));
        }
    }

    /// <summary>Forgets all planned faults.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _planned.Clear();
        }
    }

    internal Fault? Take(ContractOperation operation, string path)
    {
        lock (_gate)
        {
            var index = _planned.FindIndex(planned => Strikes(planned.Target, operation, path));
            if (index < 0)
            {
                return null;
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

            return planned.Fault;
        }
    }

    private static bool Strikes(string target, ContractOperation operation, string path)
    {
        if (target == AnyOperation || target == operation.Id)
        {
            return true;
        }

        if (target.Split(' ', 2) is not [var method, var wanted])
        {
            return false;
        }

        wanted = Below(wanted);
        return method == operation.Method && (wanted == operation.Template || wanted == path.TrimEnd('/'));
    }

    private static string Below(string path) =>
        path.StartsWith(ApiContract.BasePath + "/", StringComparison.Ordinal) ? path[ApiContract.BasePath.Length..] : path;
}
