using System.Diagnostics;
using System.Text;
using System.Text.Unicode;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Skills;

/// <summary>Compares skills with a contract, with the lock file and with the vendor's digests.</summary>
internal static class SkillComparison
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>Compares skills.</summary>
    /// <param name="folder">The folder of the skills, for the title.</param>
    /// <param name="skills">The skills.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="locked">The skills that were reviewed; null if there is no lock file.</param>
    /// <param name="digests">The vendor's digests; null if there are none.</param>
    /// <param name="cancellationToken">Cancels the comparison.</param>
    /// <exception cref="InputException">The comparison takes too long.</exception>
    public static Report Compare(
        string folder,
        IReadOnlyList<Skill> skills,
        ApiDocument contract,
        SkillLock? locked,
        VendorDigests? digests,
        CancellationToken cancellationToken
    )
    {
        var watch = Stopwatch.StartNew();
        var (findings, counts, wanted) = (new SkillFindings(), new SkillCounts(), new SkillContract(contract));
        foreach (var skill in skills)
        {
            if (skill.FrontMatter.Problem is var (text, line))
            {
                AddUnreadable(findings, skill, skill.Main, text, line);
            }

            foreach (var file in skill.Files.Where(file => file.IsMarkdown))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (watch.Elapsed > Limit)
                {
                    throw new InputException(
                        folder,
                        null,
                        $"Comparing the skills took longer than {Limit.TotalSeconds} seconds, until {file.Name}. Check "
                            + "what is in the folder."
                    );
                }

                CompareFile(skill, file, wanted, findings, counts);
            }
        }

        var all = findings.All.ToList();
        if (locked is not null)
        {
            all.AddRange(DigestCheck.Compare(skills, locked));
        }

        if (digests is not null)
        {
            all.AddRange(DigestCheck.Compare(skills, digests));
        }

        return new Report($"{folder} and {contract.File.Name}", Report.Sort(all), skills.Count, "skills")
        {
            NewDocument = contract.File,
            Notes =
            [
                $"Compared {counts.Routes} routes, {counts.Compared} of {counts.Examples} examples and {counts.Errors} "
                    + "texts of errors. The other "
                    + "examples fit no operation of the contract near them.",
                .. digests is null
                    ? (string[])[$"No file has digests of the vendor: {string.Join(", ", VendorDigests.UsualNames)}, or --digests."]
                    : [],
            ],
        };
    }

    private static void CompareFile(Skill skill, SkillFile file, SkillContract contract, SkillFindings findings, SkillCounts counts)
    {
        if (!Utf8.IsValid(file.Content.Span))
        {
            AddUnreadable(findings, skill, file, "The file is not UTF-8 text.", 1);
            return;
        }

        try
        {
            SkillReader.Compare(SkillMarkdown.Read(Body(file)), file.Name, contract, findings, counts);
        }
        catch (FormatException exception)
        {
            AddUnreadable(findings, skill, file, exception.Message, 1);
        }
    }

    // Blank lines in place of the front matter keep the numbers of the lines.
    private static string Body(SkillFile file)
    {
        var text = Encoding.UTF8.GetString(file.Content.Span).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var taken = FrontMatter.Read(text).Lines;
        return taken == 0 ? text : new string('\n', taken) + string.Join('\n', text.Split('\n').Skip(taken));
    }

    private static void AddUnreadable(SkillFindings findings, Skill skill, SkillFile file, string problem, int line) =>
        findings.Add(
            SkillRules.Unreadable,
            JsonPointer.Append(JsonPointer.Append("/skills", SkillText.Cut(skill.Name)), SkillText.Cut(file.Path)),
            SkillText.Cut(problem),
            file.Name,
            line
        );
}
