using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>One way to write a report. Stateless.</summary>
internal interface IReportFormat
{
    /// <summary>The name for <c>--format</c>.</summary>
    string Name { get; }

    void Write(Report report, OutputSettings settings, TextWriter output);
}
