namespace ClickFunnels.TestKit;

/// <summary>
/// Runs one check for many items, such as all types of an assembly, in one test. The failure lists every item that fails.
/// </summary>
internal static class Each
{
    private const int Shown = 20;

    public static void Of<T>(IEnumerable<T> items, Action<T> check)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var item in items)
        {
            count++;
            try
            {
                using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
                {
                    check(item);
                }
            }
            catch (Exception failure) when (failure is not SuccessException and not IgnoreException)
            {
                failures.Add($"{item}: {failure.Message.Trim()}");
            }
        }

        Report(count, failures);
    }

    public static async Task OfAsync<T>(IEnumerable<T> items, Func<T, Task> check)
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var item in items)
        {
            count++;
            try
            {
                await check(item);
            }
            catch (Exception failure) when (failure is not SuccessException and not IgnoreException)
            {
                failures.Add($"{item}: {failure.Message.Trim()}");
            }
        }

        Report(count, failures);
    }

    private static void Report(int count, List<string> failures)
    {
        Assert.That(count, Is.GreaterThan(0), "There is no item to check.");
        if (failures.Count > 0)
        {
            Assert.Fail($"{failures.Count} of {count} items fail:\n" + string.Join('\n', failures.Take(Shown)));
        }
    }
}
