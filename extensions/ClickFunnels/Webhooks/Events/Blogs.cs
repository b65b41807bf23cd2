namespace ClickFunnels.Webhooks;

/// <summary>A blog post was created: <c>blogs/post.created</c>.</summary>
public sealed class BlogPostCreated : WebhookNotification<BlogPost>;

/// <summary>A blog post was changed: <c>blogs/post.updated</c>.</summary>
public sealed class BlogPostUpdated : WebhookNotification<BlogPost>;

/// <summary>A blog post was deleted: <c>blogs/post.deleted</c>.</summary>
public sealed class BlogPostDeleted : WebhookNotification<BlogPost>;

/// <summary>A blog post was published: <c>blogs/post.published</c>.</summary>
public sealed class BlogPostPublished : WebhookNotification<BlogPost>;
