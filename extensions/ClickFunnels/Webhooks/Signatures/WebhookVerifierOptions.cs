using System;
using System.Collections.Generic;

namespace ClickFunnels.Webhooks;

/// <summary>Settings of a <see cref="WebhookVerifier" />.</summary>
public sealed class WebhookVerifierOptions
{
    /// <summary>
    /// Secrets that a delivery may be signed with: that of the endpoint and, while it is being changed, the one before. At
    /// most 10, because each costs a computation. They are never written anywhere.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>How far the time of the signature may be from now, in both directions. 600 seconds when not set, as documented.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(600);

    /// <summary>The clock; the system's when left out.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns each problem of the settings, with the setting's name and the mend; none when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Secrets is null || Secrets.Count == 0)
        {
            problems.Add("Secrets is empty: add the secret that the service showed when the webhook endpoint was created.");
        }
        else
        {
            if (Secrets.Count > 10)
            {
                problems.Add("Secrets holds more than 10: keep the current one and the one before.");
            }

            foreach (var secret in Secrets)
            {
                if (string.IsNullOrWhiteSpace(secret))
                {
                    problems.Add("Secrets contains an empty one: anybody could sign with it.");
                    break;
                }
            }
        }

        if (Tolerance < TimeSpan.FromSeconds(1) || Tolerance > TimeSpan.FromDays(1))
        {
            problems.Add("Tolerance must be from one second to one day.");
        }

        return problems;
    }
}
