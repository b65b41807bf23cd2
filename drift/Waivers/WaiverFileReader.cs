using System.Globalization;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Policies;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Drift.Waivers;

/// <summary>Reads a list of waivers.</summary>
internal sealed partial class WaiverFileReader
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private WaiverFileReader() { }

    /// <exception cref="InputException">The file is invalid.</exception>
    public static WaiverFile Read(string name, ReadOnlyMemory<byte> utf8)
    {
        var reader = new WaiverFileReader();
        var entries = new MappingListReader(
            name,
            "waiver",
            "waivers",
            "fingerprint, reason and expires",
            ["fingerprint", "reason", "expires", "note"]
        ).Read(utf8, "Expected a list of waivers: \"- fingerprint: …\" with reason and expires.");
        return new WaiverFile(name, [.. entries.Select(reader.Waiver)]);
    }

    private Waiver Waiver(MappingEntry entry) =>
        new(
            Fingerprint(entry, entry.Required("fingerprint")),
            Reason(entry, entry.Required("reason")),
            Expires(entry, entry.Required("expires")),
            entry.Find("note")?.Value,
            entry.Position
        );

    private string Fingerprint(MappingEntry entry, Scalar value)
    {
        if (!FingerprintPattern().IsMatch(value.Value))
        {
            throw entry.Problem(value, $"\"{value.Value}\" is not a fingerprint. Expected 16 hexadecimal digits, as in the report.");
        }

        if (!_lines.TryAdd(value.Value, MappingListReader.PositionOf(value.Start).Line))
        {
            throw entry.Problem(value, $"Duplicate fingerprint {value.Value}, first in line {_lines[value.Value]}.");
        }

        return value.Value;
    }

    private static string Reason(MappingEntry entry, Scalar value)
    {
        var isNull = value is { Style: ScalarStyle.Plain, Value: "null" or "Null" or "NULL" or "~" };
        return isNull || string.IsNullOrWhiteSpace(value.Value)
            ? throw entry.Problem(value, "The reason is empty. Say why the finding is accepted.")
            : value.Value.Trim();
    }

    private static DateOnly Expires(MappingEntry entry, Scalar value) =>
        DateOnly.TryParseExact(value.Value, WaiverFile.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw entry.Problem(value, $"\"{value.Value}\" is not a date. Expected one such as 2027-01-31.");

    [GeneratedRegex(@"\A[0-9a-f]{16}\z")]
    private static partial Regex FingerprintPattern();
}
