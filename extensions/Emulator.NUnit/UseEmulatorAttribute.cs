using System.Collections.Concurrent;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace ClickFunnels.Emulator.NUnit;

/// <summary>
/// Gives tests an emulator, which <see cref="TestEmulators"/> returns: each test of the assembly, the fixture or the method that has the
/// attribute gets its own, so that tests can run at the same time. The output of a failed test contains its requests. A test that passes
/// although a planned fault did not happen fails.
/// </summary>
public abstract class UseEmulatorAttribute : Attribute, ITestAction
{
    // By the test or suite and the type of the attribute: a one-time setup may have created the lease of its suite already.
    private static readonly ConcurrentDictionary<(string TestId, Type Attribute), EmulatorLease> Leases = new();

    private protected UseEmulatorAttribute() { }

    /// <summary>
    /// True if all tests of the assembly or fixture have one emulator, for an application that is started once and keeps its address. It
    /// has its initial state again before each test. Such tests must not run at the same time: mark them with
    /// <c>[NonParallelizable]</c>.
    /// </summary>
    public bool Shared { get; set; }

    /// <summary>Number of requests that the output of a failed test contains, the last ones.</summary>
    public int ReportedRequests { get; set; } = 50;

    /// <inheritdoc />
    public ActionTargets Targets => Shared ? ActionTargets.Suite | ActionTargets.Test : ActionTargets.Test;

    /// <inheritdoc />
    public void BeforeTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (Shared && !test.IsSuite && Enclosing(test) is { } shared)
        {
            shared.Enter(test.Id);
            return;
        }

        if (!Leases.ContainsKey(Key(test)))
        {
            var lease = new EmulatorLease(StartAsync);
            Leases[Key(test)] = lease;
            TestEmulators.Add(test.Id, lease);
        }
    }

    /// <inheritdoc />
    public void AfterTest(ITest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        if (Leases.TryRemove(Key(test), out var lease))
        {
            TestEmulators.Remove(test.Id, lease);
            try
            {
                if (!test.IsSuite)
                {
                    TestReport.Finish(lease, ReportedRequests);
                }
            }
            finally
            {
                lease.Dispose();
            }
        }
        else if (Enclosing(test) is { } shared && shared.IsUsedBy(test.Id))
        {
            try
            {
                TestReport.Finish(shared, ReportedRequests);
            }
            finally
            {
                shared.Leave();
            }
        }
    }

    /// <summary>Starts an emulator.</summary>
    private protected abstract Task<ApiEmulator> StartAsync();

    /// <summary>Type of the emulators that the attribute starts.</summary>
    internal abstract Type EmulatorType { get; }

    private (string TestId, Type Attribute) Key(ITest test) => (test.Id, GetType());

    private EmulatorLease? Enclosing(ITest test)
    {
        for (var suite = test.Parent; suite is not null; suite = suite.Parent)
        {
            if (Leases.TryGetValue(Key(suite), out var lease))
            {
                return lease;
            }
        }

        return null;
    }
}
