using System;
using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ElasticFunnels;

/// <summary>Settings of a <see cref="PostbackVerifier" />.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class PostbackVerifierOptions
{
    /// <summary>
    /// Secrets that verify a postback: the one of the merchant and, while it is being changed, the previous one. Several merchants can send
    /// to the same address as well. At most 10, because each costs a computation. They are never written anywhere.
    /// </summary>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>
    /// Largest distance of the time of the signature from now, in both directions. The default is the documented 5 minutes.
    /// </summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock. The default is the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Returns the problems of the settings, each with the name of the setting and the fix; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        SecretChecks.CheckAll(nameof(Secrets), Secrets, "the signing secret of the merchant (tab Postback URLs)", problems);
        if (Tolerance < TimeSpan.FromSeconds(1) || Tolerance > TimeSpan.FromDays(1))
        {
            problems.Add("Tolerance must be from one second to one day.");
        }

        return problems;
    }
}
