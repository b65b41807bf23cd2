using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Waivers;

/// <summary>Removes waived findings from a report and adds the problems of the waivers.</summary>
internal static class WaiverApplication
{
    /// <param name="report">The report.</param>
    /// <param name="file">The waivers.</param>
    /// <param name="today">The day; a waiver holds until the end of its last one.</param>
    public static Report Apply(Report report, WaiverFile file, DateOnly today)
    {
        var expired = file.Waivers.Where(waiver => waiver.Expires < today).ToList();
        var live = file.Waivers.Where(waiver => waiver.Expires >= today).ToDictionary(waiver => waiver.Fingerprint, StringComparer.Ordinal);

        var used = new HashSet<string>(StringComparer.Ordinal);
        var waived = new List<WaivedFinding>(report.Waived);
        var findings = new List<Finding>();
        foreach (var finding in report.Findings)
        {
            if (live.TryGetValue(finding.Fingerprint, out var waiver))
            {
                used.Add(waiver.Fingerprint);
                waived.Add(new WaivedFinding(finding, waiver.Reason, waiver.Expires));
            }
            else
            {
                findings.Add(finding);
            }
        }

        var unused = live.Values.Where(waiver => !used.Contains(waiver.Fingerprint)).ToList();
        findings.AddRange(
            expired.Select(waiver =>
                Finding(
                    WaiverRules.Expired,
                    file,
                    waiver,
                    $"The waiver of {waiver.Fingerprint} expired on {waiver.Expires:O} and has no effect: fix the finding "
                        + "or renew the waiver."
                )
            )
        );
        findings.AddRange(
            unused.Select(waiver =>
                Finding(WaiverRules.Unused, file, waiver, $"The waiver of {waiver.Fingerprint} matches no finding: delete it.")
            )
        );
        return report with
        {
            Findings = Report.Sort(findings),
            Waived = waived,
            Notes = [.. report.Notes, .. Notes(file, expired.Count, unused.Count)],
        };
    }

    private static IEnumerable<string> Notes(WaiverFile file, int expired, int unused)
    {
        if (expired > 0)
        {
            yield return $"{file.Name}: {(expired == 1 ? "1 waiver has" : $"{expired} waivers have")} expired.";
        }

        if (unused > 0)
        {
            yield return $"{file.Name}: {(unused == 1 ? "1 waiver matches" : $"{unused} waivers match")} no finding.";
        }
    }

    private static Finding Finding(Rule rule, WaiverFile file, Waiver waiver, string message) =>
        new()
        {
            Rule = rule,
            // Independent of the position in the list, which changes when another waiver is deleted.
            Pointer = $"/{waiver.Fingerprint}",
            Message = message,
            File = file.Name,
            Position = waiver.Position,
        };
}
