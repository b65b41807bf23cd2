using System.Globalization;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Drift.Waivers;

/// <summary>Writes waivers for findings, each with a note that describes the finding.</summary>
internal static class WaiverFileWriter
{
    public static string Write(IEnumerable<Finding> findings, string reason, DateOnly expires)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(
            text,
            new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024)
        );
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var finding in findings.DistinctBy(finding => finding.Fingerprint))
        {
            emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
            Emit("fingerprint", finding.Fingerprint);
            Emit("reason", reason);
            Emit("expires", expires.ToString(WaiverFile.DateFormat, CultureInfo.InvariantCulture));
            Emit("note", Printable.Line($"{finding.Rule.Id}: {finding.Message}"));
            emitter.Emit(new MappingEnd());
        }

        emitter.Emit(new SequenceEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();

        void Emit(string key, string value)
        {
            emitter.Emit(new Scalar(key));
            emitter.Emit(
                new Scalar(
                    AnchorName.Empty,
                    TagName.Empty,
                    value,
                    key == "expires" ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted,
                    isPlainImplicit: true,
                    isQuotedImplicit: true
                )
            );
        }
    }
}
