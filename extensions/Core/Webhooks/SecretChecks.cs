using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Checks secrets in settings. No message contains a secret.</summary>
public static class SecretChecks
{
    private const int MaximumSecrets = 10;

    /// <summary>Adds a problem if a secret has spaces or a line end around it, with which each signature and request fails.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="secret">The secret; null is not checked.</param>
    /// <param name="problems">Receives the problem.</param>
    public static void Check(string name, string? secret, ICollection<string> problems)
    {
        if (problems is null)
        {
            throw new ArgumentNullException(nameof(problems));
        }

        if (secret is not null && (secret.Trim().Length != secret.Length || secret.Any(char.IsControl)))
        {
            problems.Add(
                $"{name} starts or ends with a space or a line end, or contains a control character: remove it. Files and shell commands "
                    + "often add a line end."
            );
        }
    }

    /// <summary>Adds the problems of a list of secrets that verify signatures: it has none, too many, or an empty one.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="secrets">The secrets.</param>
    /// <param name="source">The secret to add when there is none.</param>
    /// <param name="problems">Receives the problems.</param>
    public static void CheckAll(string name, IReadOnlyList<string>? secrets, string source, ICollection<string> problems)
    {
        if (problems is null)
        {
            throw new ArgumentNullException(nameof(problems));
        }

        if (secrets is null || secrets.Count == 0)
        {
            problems.Add($"{name} is empty: add {source}.");
            return;
        }

        if (secrets.Count > MaximumSecrets)
        {
            problems.Add($"{name} has more than {MaximumSecrets} entries: keep the current one and the previous one.");
        }

        for (var index = 0; index < secrets.Count; index++)
        {
            if (string.IsNullOrWhiteSpace(secrets[index]))
            {
                problems.Add($"{name}[{index}] is empty, so anyone could sign: remove it.");
            }
            else
            {
                Check($"{name}[{index}]", secrets[index], problems);
            }
        }
    }
}
