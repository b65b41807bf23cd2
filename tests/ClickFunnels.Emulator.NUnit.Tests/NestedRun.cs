using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace ClickFunnels.Emulator.NUnit.Tests;

/// <summary>Runs a fixture with an engine of its own.</summary>
internal static class NestedRun
{
    /// <summary>Returns the results of the tests of a fixture by their names.</summary>
    public static Dictionary<string, ITestResult> Of<TFixture>()
    {
        ITestResult? result = null;

        // On a thread of its own, so that the inner run does not take the context of this test.
        using (ExecutionContext.SuppressFlow())
        {
            var thread = new Thread(() =>
            {
                var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
                runner.Load(typeof(TFixture).Assembly, new Dictionary<string, object> { ["NumberOfTestWorkers"] = 2 });
                result = runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter><class>{typeof(TFixture).FullName}</class></filter>"));
            });
            thread.Start();
            thread.Join();
        }

        return Leaves(result!).ToDictionary(static one => one.Name);
    }

    private static IEnumerable<ITestResult> Leaves(ITestResult result) =>
        result.Test.IsSuite ? result.Children.SelectMany(Leaves) : [result];
}
