using System.Collections.Concurrent;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace ClickFunnels.Emulator.NUnit;

/// <summary>The emulators of the running test. In a one-time setup, those that its tests share.</summary>
public static class TestEmulators
{
    private static readonly ConcurrentDictionary<(string TestId, Type Type), EmulatorLease> Leases = new();

    /// <summary>The emulator of ClickFunnels that the running test has by <see cref="UseClickFunnelsEmulatorAttribute"/>.</summary>
    /// <exception cref="InvalidOperationException">The test has none.</exception>
    public static ClickFunnelsEmulator ClickFunnels => Find<ClickFunnelsEmulator>("UseClickFunnelsEmulator");

    /// <summary>The emulator of Simvoly that the running test has by <see cref="UseSimvolyEmulatorAttribute"/>.</summary>
    /// <exception cref="InvalidOperationException">The test has none.</exception>
    public static SimvolyEmulator Simvoly => Find<SimvolyEmulator>("UseSimvolyEmulator");

    /// <summary>The emulator of ElasticFunnels that the running test has by <see cref="UseElasticFunnelsEmulatorAttribute"/>.</summary>
    /// <exception cref="InvalidOperationException">The test has none.</exception>
    public static ElasticFunnelsEmulator ElasticFunnels => Find<ElasticFunnelsEmulator>("UseElasticFunnelsEmulator");

    internal static void Add(string testId, EmulatorLease lease)
    {
        var key = (testId, lease.Emulator.GetType());
        lease.Outer = Leases.GetValueOrDefault(key);
        Leases[key] = lease;
    }

    internal static void Remove(string testId, EmulatorLease lease)
    {
        var key = (testId, lease.Emulator.GetType());
        if (lease.Outer is { } outer)
        {
            Leases[key] = outer;
        }
        else
        {
            Leases.TryRemove(key, out _);
        }
    }

    private static T Find<T>(string attribute)
        where T : ApiEmulator
    {
        for (ITest? test = TestExecutionContext.CurrentContext.CurrentTest; test is not null; test = test.Parent)
        {
            StartShared<T>(test);
            if (Leases.TryGetValue((test.Id, typeof(T)), out var lease))
            {
                return (T)lease.Emulator;
            }
        }

        throw new InvalidOperationException(
            $"The running test has no {typeof(T).Name}. Mark the test, its fixture or the assembly with [{attribute}]. A one-time "
                + "setup has one only with Shared = true."
        );
    }

    // The engine calls the attributes of a suite after its one-time setup.
    private static void StartShared<T>(ITest test)
    {
        if (test is TestSuite suite && !Leases.ContainsKey((test.Id, typeof(T))))
        {
            suite
                .GetCustomAttributes<UseEmulatorAttribute>(inherit: true)
                .FirstOrDefault(static one => one.Shared && one.EmulatorType == typeof(T))
                ?.BeforeTest(test);
        }
    }
}
