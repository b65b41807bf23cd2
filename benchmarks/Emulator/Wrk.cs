using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ClickFunnels.Benchmarks.Emulator;

/// <summary>One measurement of wrk.</summary>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="Median">Half of the requests took at most this long, in milliseconds.</param>
/// <param name="P99">99 of 100 requests took at most this long, in milliseconds.</param>
/// <param name="Failures">Number of responses other than 2xx, and of lost connections.</param>
internal sealed record Measurement(double PerSecond, double Median, double P99, long Failures);

/// <summary>Runs wrk, the load generator of Debian.</summary>
internal static partial class Wrk
{
    /// <summary>Sends requests for some seconds, as fast as the server responds or with a pause after each response.</summary>
    public static async Task<Measurement> RunAsync(Server server, string path, int seconds, int connections, int pauseMilliseconds = 0)
    {
        var script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                script,
                $"""
                wrk.headers["Authorization"] = "Bearer {server.Token}"
                wrk.headers["User-Agent"] = "wrk"
                done = function(summary, latency, requests)
                  local errors = summary.errors
                  io.write(string.format("RESULT %f %f %f %d\n", summary.requests / summary.duration * 1e6,
                    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
                    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
                end
                {(pauseMilliseconds > 0 ? $"delay = function() return math.random(0, {2 * pauseMilliseconds}) end" : "")}

                """
            );
            using var wrk =
                Process.Start(
                    new ProcessStartInfo("wrk")
                    {
                        ArgumentList = { "-t1", $"-c{connections}", $"-d{seconds}s", "-s", script, new Uri(server.Url, path).AbsoluteUri },
                        RedirectStandardOutput = true,
                    }
                ) ?? throw new InvalidOperationException("wrk did not start.");
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            var result = Result().Match(output);
            return result.Success
                ? new Measurement(Number(1), Number(2), Number(3), (long)Number(4))
                : throw new InvalidOperationException($"wrk failed: {output}");

            double Number(int group) => double.Parse(result.Groups[group].Value, CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("wrk is missing. Install it: apt-get install wrk.");
        }
        finally
        {
            File.Delete(script);
        }
    }

    [GeneratedRegex(@"RESULT ([\d.]+) ([\d.]+) ([\d.]+) (\d+)")]
    private static partial Regex Result();
}
