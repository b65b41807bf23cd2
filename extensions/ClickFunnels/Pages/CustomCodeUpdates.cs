using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>What replaces custom code says so.</content>
public sealed partial class FunnelUpdate
{
    /// <summary>Adds to the code in the head of the pages of the funnel; the old text stays.</summary>
    /// <param name="code">The text to add. Field on the wire: <c>head_code</c>, with the mode <c>append</c>.</param>
    public void AppendHeadCode(string code) =>
        (HeadCode, HeadCodeMode) = (code ?? throw new ArgumentNullException(nameof(code)), CustomCodeMode.Append);

    /// <summary>Replaces the code in the head of the pages of the funnel; the old text is lost.</summary>
    /// <param name="code">The new text; null or empty for none. Field on the wire: <c>head_code</c>, with the mode <c>replace</c>.</param>
    public void ReplaceHeadCode(string? code) => (HeadCode, HeadCodeMode) = (code, CustomCodeMode.Replace);

    /// <summary>Adds to the code at the end of the pages of the funnel; the old text stays.</summary>
    /// <param name="code">The text to add. Field on the wire: <c>footer_code</c>, with the mode <c>append</c>.</param>
    public void AppendFooterCode(string code) =>
        (FooterCode, FooterCodeMode) = (code ?? throw new ArgumentNullException(nameof(code)), CustomCodeMode.Append);

    /// <summary>Replaces the code at the end of the pages of the funnel; the old text is lost.</summary>
    /// <param name="code">The new text; null for none. Field on the wire: <c>footer_code</c>, with the mode <c>replace</c>.</param>
    public void ReplaceFooterCode(string? code) => (FooterCode, FooterCodeMode) = (code, CustomCodeMode.Replace);
}

/// <content>What replaces custom code says so.</content>
public sealed partial class SiteUpdate
{
    /// <summary>Adds to the code in the head of the pages of the site; the old text stays.</summary>
    /// <param name="code">The text to add. Field on the wire: <c>head_code</c>, with the mode <c>append</c>.</param>
    public void AppendHeadCode(string code) =>
        (HeadCode, HeadCodeMode) = (code ?? throw new ArgumentNullException(nameof(code)), CustomCodeMode.Append);

    /// <summary>Replaces the code in the head of the pages of the site; the old text is lost.</summary>
    /// <param name="code">The new text; null or empty for none. Field on the wire: <c>head_code</c>, with the mode <c>replace</c>.</param>
    public void ReplaceHeadCode(string? code) => (HeadCode, HeadCodeMode) = (code, CustomCodeMode.Replace);

    /// <summary>Adds to the code at the end of the pages of the site; the old text stays.</summary>
    /// <param name="code">The text to add. Field on the wire: <c>footer_code</c>, with the mode <c>append</c>.</param>
    public void AppendFooterCode(string code) =>
        (FooterCode, FooterCodeMode) = (code ?? throw new ArgumentNullException(nameof(code)), CustomCodeMode.Append);

    /// <summary>Replaces the code at the end of the pages of the site; the old text is lost.</summary>
    /// <param name="code">The new text; null for none. Field on the wire: <c>footer_code</c>, with the mode <c>replace</c>.</param>
    public void ReplaceFooterCode(string? code) => (FooterCode, FooterCodeMode) = (code, CustomCodeMode.Replace);
}
