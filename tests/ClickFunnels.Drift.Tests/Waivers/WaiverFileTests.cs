using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Waivers;

namespace ClickFunnels.Drift.Tests.Waivers;

public sealed class WaiverFileTests
{
    private const string Good = "- fingerprint: 0123456789abcdef\n  reason: Known.\n  expires: 2027-01-31\n";

    [Test]
    public void Reads_a_list_of_waivers()
    {
        var waivers = Read(
            "# ours\n"
                + Good
                + "- fingerprint: 0123456789012345\n  reason: ' Known too. '\n  expires: \"2027-02-28\"\n  note: Ask Support.\n"
        ).Waivers;
        Assert.That(
            waivers,
            Is.EqualTo(
                (Waiver[])
                    [
                        new("0123456789abcdef", "Known.", new DateOnly(2027, 1, 31), null, new SourcePosition(2, 3)),
                        new("0123456789012345", "Known too.", new DateOnly(2027, 2, 28), "Ask Support.", new SourcePosition(5, 3)),
                    ]
            ),
            "A fingerprint of digits alone keeps its zeros."
        );
    }

    [Test]
    public void An_empty_list_is_valid() => Assert.That(Read("[]").Waivers, Is.Empty);

    [TestCase("", "w.yaml: The file is empty. Expected a list; [] means no waivers.")]
    [TestCase("# nothing\n", "w.yaml: The file is empty. Expected a list; [] means no waivers.")]
    [TestCase("waivers: []\n", "w.yaml(1,1): Expected a list of waivers: \"- fingerprint: …\" with reason and expires.")]
    [TestCase("- abc\n", "w.yaml(1,3): A waiver is a mapping with the keys fingerprint, reason and expires.")]
    [TestCase("- reason: Known.\n  expires: 2027-01-31\n", "w.yaml(1,3): The waiver lacks fingerprint.")]
    [TestCase("- fingerprint: 0123456789abcdef\n  expires: 2027-01-31\n", "w.yaml(1,3): The waiver lacks reason.")]
    [TestCase("- fingerprint: 0123456789abcdef\n  reason: Known.\n", "w.yaml(1,3): The waiver lacks expires.")]
    [TestCase(
        "- fingerprint: 0123456789abcdef\n  reason: ' '\n  expires: 2027-01-31\n",
        "w.yaml(2,11): The reason is empty. Say why the finding is accepted."
    )]
    [TestCase(
        "- fingerprint: 0123456789abcdef\n  reason: null\n  expires: 2027-01-31\n",
        "w.yaml(2,11): The reason is empty. Say why the finding is accepted."
    )]
    [TestCase(
        "- fingerprint: 0123456789abcdef\n  reason: Known.\n  expires: 2027-02-30\n",
        "w.yaml(3,12): \"2027-02-30\" is not a date. Expected one such as 2027-01-31."
    )]
    [TestCase(
        "- fingerprint: 0123456789ABCDEF\n",
        "w.yaml(1,16): \"0123456789ABCDEF\" is not a fingerprint. Expected 16 hexadecimal digits, as in the report.",
        Good
    )]
    [TestCase(
        "- expiry: 2027-01-31\n",
        "w.yaml(1,3): The key \"expiry\" is unknown; a waiver has fingerprint, reason and expires, and may have note."
    )]
    [TestCase("- reason: a\n  reason: b\n", "w.yaml(2,3): Duplicate key \"reason\" in a waiver.")]
    [TestCase("- reason: [a]\n", "w.yaml(1,11): Expected a scalar as value of reason.")]
    [TestCase(Good + "---\n[]\n", "w.yaml(4,1): The file contains a second YAML document. Expected one.")]
    [TestCase(Good + Good, "w.yaml(4,16): Duplicate fingerprint 0123456789abcdef, first in line 1.")]
    public void Errors_are_reported_with_their_position(string yaml, string message, string? rest = null)
    {
        if (rest is not null)
        {
            yaml = yaml.TrimEnd('\n') + "\n" + string.Join('\n', rest.Split('\n')[1..]);
        }

        Assert.That(Assert.Throws<InputException>(() => Read(yaml))!.Message, Is.EqualTo(message));
    }

    [Test]
    public void Malformed_YAML_is_reported_with_its_position() =>
        Assert.That(
            Assert.Throws<InputException>(() => Read("- reason: \"open\n"))!.Message,
            Does.Match(@"^w\.yaml\(\d+,\d+\): Malformed YAML: ")
        );

    private static WaiverFile Read(string yaml) => WaiverFileReader.Read("w.yaml", Encoding.UTF8.GetBytes(yaml));
}
