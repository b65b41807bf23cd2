using System.Globalization;
using System.Xml;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>
/// JUnit XML, which all CI servers read: a test for each finding, failed at or above the level, skipped if waived; and a passed one
/// for the comparison itself, so that a report without findings is not empty.
/// </summary>
internal sealed class JUnitFormat : IReportFormat
{
    public string Name => "junit";

    public void Write(Report report, OutputSettings settings, TextWriter output)
    {
        var failures = report.Findings.Count(finding => finding.Severity >= settings.FailOn);
        var tests = 1 + report.Findings.Count + report.Waived.Count;

        // The XML writer would name the encoding of its text writer, not that of the file.
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (
            var xml = XmlWriter.Create(
                output,
                new XmlWriterSettings
                {
                    Indent = true,
                    NewLineChars = "\n",
                    CloseOutput = false,
                    OmitXmlDeclaration = true,
                }
            )
        )
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, Tool.Name, tests, failures, report.Waived.Count);
            xml.WriteStartElement("testsuite");
            WriteCounts(xml, report.Title, tests, failures, report.Waived.Count);

            xml.WriteStartElement("testcase");
            WriteAttributes(xml, ("classname", Tool.Name), ("name", $"compared {ReportText.Compared(report)}"), ("time", "0"));
            xml.WriteElementString("system-out", Printable.Line(string.Join(' ', [ReportText.Summary(report), .. report.Notes])));
            xml.WriteEndElement();
            foreach (var finding in report.Findings)
            {
                WriteFinding(xml, finding, finding.Severity >= settings.FailOn);
            }

            foreach (var waived in report.Waived)
            {
                WriteWaived(xml, waived);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        output.Write('\n');
    }

    private static void WriteFinding(XmlWriter xml, Finding finding, bool failed)
    {
        StartFinding(xml, finding);
        if (failed)
        {
            xml.WriteStartElement("failure");
            WriteAttributes(xml, ("type", finding.Severity.Id()), ("message", finding.Message));
            xml.WriteString(Details(finding));
        }
        else
        {
            xml.WriteStartElement("system-out");
            xml.WriteString($"{finding.Severity.Id()}: {Printable.Line(finding.Message)}\n{Details(finding)}");
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteWaived(XmlWriter xml, WaivedFinding waived)
    {
        StartFinding(xml, waived.Finding);
        xml.WriteStartElement("skipped");
        WriteAttributes(xml, ("message", $"Waived until {waived.Expires:O}: {waived.Reason}"));
        xml.WriteEndElement();
        xml.WriteElementString("system-out", $"{Printable.Line(waived.Finding.Message)}\n{Details(waived.Finding)}");
        xml.WriteEndElement();
    }

    private static void StartFinding(XmlWriter xml, Finding finding)
    {
        xml.WriteStartElement("testcase");
        WriteAttributes(
            xml,
            ("classname", $"{Tool.Name}.{finding.Rule.Id}"),
            ("name", $"{finding.Pointer} ({finding.Fingerprint})"),
            ("time", "0")
        );
        if (finding.File is { } file)
        {
            WriteAttributes(xml, ("file", file));
        }

        if (finding.Position is { } position)
        {
            WriteAttributes(xml, ("line", position.Line.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void WriteCounts(XmlWriter xml, string name, int tests, int failures, int skipped) =>
        WriteAttributes(
            xml,
            ("name", name),
            ("tests", tests.ToString(CultureInfo.InvariantCulture)),
            ("failures", failures.ToString(CultureInfo.InvariantCulture)),
            ("errors", "0"),
            ("skipped", skipped.ToString(CultureInfo.InvariantCulture)),
            ("time", "0")
        );

    // XML 1.0 has no way to write most control characters, so they become visible escapes.
    private static void WriteAttributes(XmlWriter xml, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, Printable.Line(value));
        }
    }

    private static string Details(Finding finding) =>
        string.Join(
            '\n',
            (
                (string?[])
                    [
                        ReportText.Location(finding),
                        finding.Pointer,
                        ReportText.Change(finding, value => value),
                        ReportText.Operations(finding, operation => operation),
                        $"fingerprint {finding.Fingerprint}",
                    ]
            )
                .Where(line => !string.IsNullOrEmpty(line))
                .Select(line => Printable.Line(line!))
        );
}
