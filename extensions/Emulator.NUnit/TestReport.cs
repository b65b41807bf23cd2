using System.Globalization;
using System.Text;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace ClickFunnels.Emulator.NUnit;

/// <summary>Tells what an emulator saw in a test.</summary>
internal static class TestReport
{
    /// <summary>Writes the requests of a failed test to its output, and fails a test that passed although a fault did not happen.</summary>
    public static void Finish(EmulatorLease lease, int requests)
    {
        var status = TestContext.CurrentContext.Result.Outcome.Status;
        var unconsumed = Unconsumed(lease.Emulator);
        if (status == TestStatus.Failed || (status == TestStatus.Passed && unconsumed.Count > 0))
        {
            TestContext.Out.WriteLine(Describe(lease.Emulator, requests));
        }

        if (status == TestStatus.Passed && unconsumed.Count > 0)
        {
            throw new AssertionException(
                $"Planned faults did not happen: {string.Join(", ", unconsumed)}. Remove them with Clear, or make the test reach them."
            );
        }
    }

    private static List<string> Unconsumed(ApiEmulator emulator) =>
        [
            .. emulator.Faults.Unconsumed.Select(static planned => $"{planned.Target} ({planned.Fault.Name}, {planned.Remaining} left)"),
            .. emulator.WebhookFaults.Unconsumed.Select(static planned => $"{planned.Target} ({planned.Fault}, {planned.Remaining} left)"),
        ];

    private static string Describe(ApiEmulator emulator, int limit)
    {
        var all = emulator.Requests;
        var shown = all.Skip(Math.Max(0, all.Count - limit)).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Requests to the {emulator.Api} emulator at {emulator.Url}");
        text.AppendLine(
            shown.Count < all.Count ? $", the last {shown.Count} of {all.Count}:"
            : all.Count == 0 ? ": none"
            : ":"
        );
        foreach (var request in shown)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {request.Number} {request.Method} {Printable(request.Path + request.Query)}");
            text.Append(CultureInfo.InvariantCulture, $" -> {request.Status?.ToString(CultureInfo.InvariantCulture) ?? "connection cut"}");
            text.Append(request.OperationId is null ? " (unknown route)" : $" ({request.OperationId})");
            text.AppendLine(request.Fault is null ? "" : $", fault: {request.Fault}");
            foreach (var violation in request.Violations)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"      {Printable(violation.Where)}: {Printable(violation.Message)}");
            }
        }

        return text.ToString().TrimEnd();
    }

    // A path may contain anything, also what would start a new line.
    private static string Printable(string text) => string.Concat(text.Select(static letter => char.IsControl(letter) ? '?' : letter));
}
