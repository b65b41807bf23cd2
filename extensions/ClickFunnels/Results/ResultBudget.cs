using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The number of rows and bytes that a query asks for in one request: half as much after each request that the service could not complete
/// in time, and more again when requests succeed.
/// </summary>
internal sealed class ResultBudget(int limit, int maxBytes)
{
    private const int MaximumHalvings = 6;
    private const int SuccessesBeforeGrowth = 4;

    private int _halvings;
    private int _successes;

    public int Limit => Math.Max(1, limit >> _halvings);

    public int MaxBytes => Math.Max(1, maxBytes >> _halvings);

    /// <summary>The number of requests in a row that failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Halves the budget; false when it was halved as often as it may be.</summary>
    public bool TryHalve()
    {
        _successes = 0;
        Failures++;
        if (_halvings == MaximumHalvings || Failures > MaximumHalvings)
        {
            return false;
        }

        _halvings++;
        return true;
    }

    public void Succeeded()
    {
        Failures = 0;
        if (_halvings > 0 && ++_successes == SuccessesBeforeGrowth)
        {
            _successes = 0;
            _halvings--;
        }
    }

    /// <summary>Returns to the whole budget; false when it was whole.</summary>
    public bool TryRestore()
    {
        var wasHalved = _halvings > 0;
        _halvings = 0;
        _successes = 0;
        return wasHalved;
    }
}
