using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>What replaces the content of a page says so.</content>
public sealed partial class PageUpdate
{
    /// <summary>
    /// Replaces the whole page, both what is published and the draft, by this markup. What was made in the editor is lost for good
    /// (documented): read and keep the old markup first. To add a script, use <see cref="AppendHeadCode" />.
    /// </summary>
    /// <param name="markup">The markup of the whole page.</param>
    /// <exception cref="ArgumentException">The markup is blank, or is the comment about a page that cannot be read.</exception>
    public void ReplaceMarkup(string markup) => Markup = PageMarkup.Checked(markup, nameof(markup));

    /// <summary>Adds to the code in the head of the page; the old text stays.</summary>
    /// <param name="code">The text to add. Field on the wire: <c>head_code</c>, with the mode <c>append</c>.</param>
    public void AppendHeadCode(string code) =>
        (HeadCode, HeadCodeMode) = (code ?? throw new ArgumentNullException(nameof(code)), CustomCodeMode.Append);

    /// <summary>Replaces the code in the head of the page; the old text is lost.</summary>
    /// <param name="code">The new text; null or empty for none. Field on the wire: <c>head_code</c>, with the mode <c>replace</c>.</param>
    public void ReplaceHeadCode(string? code) => (HeadCode, HeadCodeMode) = (code, CustomCodeMode.Replace);

    /// <summary>Adds to the code at the end of the page; the old text stays.</summary>
    /// <param name="code">The text to add. Field on the wire: <c>footer_code</c>, with the mode <c>append</c>.</param>
    public void AppendFooterCode(string code) =>
        (FooterCode, FooterCodeMode) = (code ?? throw new ArgumentNullException(nameof(code)), CustomCodeMode.Append);

    /// <summary>Replaces the code at the end of the page; the old text is lost.</summary>
    /// <param name="code">The new text; null for none. Field on the wire: <c>footer_code</c>, with the mode <c>replace</c>.</param>
    public void ReplaceFooterCode(string? code) => (FooterCode, FooterCodeMode) = (code, CustomCodeMode.Replace);

    /// <summary>Adds to the styles of the page; the old text stays.</summary>
    /// <param name="code">The text to add. Field on the wire: <c>custom_css</c>, with the mode <c>append</c>.</param>
    public void AppendCustomCss(string code) =>
        (CustomCss, CustomCssMode) = (code ?? throw new ArgumentNullException(nameof(code)), CustomCodeMode.Append);

    /// <summary>Replaces the styles of the page; the old text is lost.</summary>
    /// <param name="code">The new text; null or empty for none. Field on the wire: <c>custom_css</c>, with the mode <c>replace</c>.</param>
    public void ReplaceCustomCss(string? code) => (CustomCss, CustomCssMode) = (code, CustomCodeMode.Replace);
}

/// <content>What replaces the content of a post says so.</content>
public sealed partial class BlogPostUpdate
{
    /// <summary>
    /// Replaces the whole content of the post, both what is published and the draft, by this markup. What was made in the editor is lost
    /// for good (documented): read and keep the old markup first.
    /// </summary>
    /// <param name="markup">The markup of the whole post.</param>
    /// <exception cref="ArgumentException">The markup is blank, or is the comment about a page that cannot be read.</exception>
    public void ReplaceMarkup(string markup) => Markup = PageMarkup.Checked(markup, nameof(markup));
}
