using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Commands;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>Half of a surrogate pair anywhere in recorded traffic does not stop the comparison.</summary>
public sealed class UnpairedSurrogateTests
{
    [TestCase("pair")]
    [TestCase("one")]
    [TestCase("/things")]
    [TestCase("x=1")]
    [TestCase("X-Sent")]
    [TestCase("sent value")]
    [TestCase("X-Received")]
    [TestCase("received value")]
    [TestCase("sent body")]
    [TestCase("\\\"inner\\\"")]
    public async Task IsCompared(string at)
    {
        const string Exchange = """
            {"request":{"method":"POST","url":"/things?x=1","headers":[{"name":"X-Sent","value":"sent value"}],"body":"sent body"},
            "response":{"status":200,
            "headers":[{"name":"Content-Type","value":"application/json"},{"name":"X-Received","value":"received value"}],
            "body":{"name":"one","other":"{\"inner\":1}","pair":"\ud83d\ude00","backslash":"\\ud800"}}}
            """;
        using var files = new SpecFolder();
        var spec = files.Write("spec.yaml", Specs.At(SchemaPosition.ResponseProperty, "type: string\nmaxLength: 3"));
        foreach (var half in (string[])["\\ud800", "\\udc00", "\\ud800\\ud800", "\\uDBFFx"])
        {
            var traffic = files.Write(
                "traffic.json",
                Exchange.Replace(at, at.TrimEnd('"', '\\') + half + at[at.TrimEnd('"', '\\').Length..], StringComparison.Ordinal)
            );
            var run = await DriftProgram.RunAsync("responses", spec, traffic);

            // A path that is not in the contract is a bad input, because nothing else is compared.
            int[] expected = at == "/things" ? [ExitCode.BadInput] : [ExitCode.Clean, ExitCode.Findings];
            Assert.That(run.ExitCode, Is.AnyOf(expected), run.Error);
        }
    }
}
