//! Words that pages everywhere put around a text, kept by hand.
//!
//! Only words that any site might use; no names of people, papers or sites. The lists are
//! sorted, so that they can be searched. English is in lower case, without digits and
//! punctuation; Chinese is in simplified and traditional characters.

/// What a label must be followed by to be furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Anything short.
    Any,
    /// Something with a digit, an address of mail or a link in it.
    Number,
    /// Names: capitals in English, a few characters in Chinese.
    Name,
    /// Anything short, but it is a weak cue alone.
    Weak,
}

/// Labels of the form `label: value`.
#[rustfmt::skip]
pub(super) const ENGLISH_LABELS: &[(&str, Value)] = &[
    ("address", Value::Number), ("article source", Value::Name), ("author", Value::Name),
    ("by", Value::Name), ("categories", Value::Any), ("category", Value::Any), ("comments", Value::Number),
    ("contact", Value::Number), ("contact us", Value::Number), ("copyright", Value::Any),
    ("credit", Value::Name), ("credits", Value::Name), ("current location", Value::Any),
    ("date", Value::Number), ("date posted", Value::Number), ("date published", Value::Number),
    ("e mail", Value::Number), ("edited by", Value::Name), ("editor", Value::Name),
    ("editor in charge", Value::Name), ("editors", Value::Name), ("email", Value::Number),
    ("fax", Value::Number), ("filed under", Value::Any), ("follow us", Value::Any),
    ("font size", Value::Any), ("hits", Value::Number), ("hotline", Value::Number),
    ("illustration", Value::Name), ("illustration by", Value::Name), ("image", Value::Any),
    ("image by", Value::Name), ("image credit", Value::Any), ("image source", Value::Any),
    ("images", Value::Any), ("last modified", Value::Number), ("last updated", Value::Number),
    ("mobile", Value::Number), ("more information", Value::Number), ("next", Value::Weak),
    ("next article", Value::Any), ("next page", Value::Any), ("next post", Value::Any),
    ("phone", Value::Number), ("photo", Value::Any), ("photo by", Value::Name),
    ("photo credit", Value::Any), ("photo source", Value::Any), ("photograph", Value::Any),
    ("photographer", Value::Name), ("photography", Value::Name), ("photos", Value::Any),
    ("picture", Value::Any), ("posted", Value::Any), ("posted by", Value::Any), ("posted in", Value::Any),
    ("posted on", Value::Any), ("previous", Value::Weak), ("previous article", Value::Any),
    ("previous page", Value::Any), ("previous post", Value::Any), ("proofread by", Value::Name),
    ("publication date", Value::Number), ("published", Value::Any), ("published by", Value::Any),
    ("published on", Value::Any), ("read more", Value::Weak), ("reads", Value::Number),
    ("related articles", Value::Any), ("related stories", Value::Any), ("release date", Value::Number),
    ("release time", Value::Number), ("reporter", Value::Name), ("reporting by", Value::Name),
    ("share", Value::Any), ("share on", Value::Any), ("share this", Value::Any),
    ("share this article", Value::Any), ("share to", Value::Any), ("source", Value::Name),
    ("sources", Value::Name), ("tag", Value::Any), ("tags", Value::Any), ("tel", Value::Number),
    ("telephone", Value::Number), ("text size", Value::Any), ("time", Value::Number),
    ("translated by", Value::Name), ("translator", Value::Name), ("updated", Value::Number),
    ("updated on", Value::Number), ("url", Value::Number), ("video by", Value::Name),
    ("video credit", Value::Any), ("views", Value::Number), ("website", Value::Number),
    ("words by", Value::Name), ("you are here", Value::Any), ("your location", Value::Any),
    ("zip", Value::Number),
];

#[rustfmt::skip]
pub(super) const CHINESE_LABELS: &[(&str, Value)] = &[
    ("上一条", Value::Any), ("上一條", Value::Any), ("上一篇", Value::Any), ("上一頁", Value::Any),
    ("上一页", Value::Any), ("下一条", Value::Any), ("下一條", Value::Any), ("下一篇", Value::Any),
    ("下一頁", Value::Any), ("下一页", Value::Any), ("主办", Value::Name), ("主办单位", Value::Name),
    ("主播", Value::Name), ("举报电话", Value::Number), ("人气", Value::Number), ("人氣", Value::Number),
    ("传真", Value::Number), ("作者", Value::Name), ("你当前的位置", Value::Any), ("你的位置", Value::Any),
    ("來源", Value::Name), ("供图", Value::Any), ("供圖", Value::Any), ("信息来源", Value::Any),
    ("免責聲明", Value::Any), ("免责声明", Value::Any), ("出处", Value::Any), ("分享", Value::Any),
    ("分享到", Value::Any), ("分享至", Value::Any), ("分类", Value::Any), ("分類", Value::Any),
    ("制图", Value::Name), ("发布", Value::Number), ("发布日期", Value::Any), ("发布时间", Value::Any),
    ("发布者", Value::Any), ("发稿", Value::Any), ("发表于", Value::Any), ("发表时间", Value::Any),
    ("商务合作", Value::Any), ("图", Value::Name), ("图文", Value::Any), ("图源", Value::Any),
    ("图片", Value::Any), ("图片提供", Value::Any), ("图片来源", Value::Any), ("圖", Value::Any),
    ("圖文", Value::Any), ("圖片", Value::Any), ("圖片來源", Value::Any), ("地址", Value::Number),
    ("备案号", Value::Any), ("字体", Value::Any), ("字号", Value::Any), ("字號", Value::Any),
    ("字體", Value::Any), ("实习生", Value::Name), ("审校", Value::Name), ("审核", Value::Name),
    ("审稿", Value::Any), ("客服", Value::Number), ("客服热线", Value::Number), ("客服电话", Value::Number),
    ("客服電話", Value::Number), ("当前位置", Value::Any), ("当前栏目", Value::Any), ("微信", Value::Any),
    ("微信号", Value::Any), ("微博", Value::Any), ("您当前的位置", Value::Any), ("您现在的位置", Value::Any),
    ("您的位置", Value::Any), ("手机", Value::Number), ("投稿", Value::Number), ("投稿邮箱", Value::Any),
    ("排版", Value::Name), ("摄影", Value::Name), ("摘自", Value::Name), ("撰文", Value::Name),
    ("撰稿", Value::Name), ("攝影", Value::Name), ("文", Value::Name), ("文章來源", Value::Any),
    ("文章来源", Value::Any), ("新闻来源", Value::Any), ("日期", Value::Number), ("时间", Value::Number),
    ("時間", Value::Number), ("更新", Value::Number), ("更新时间", Value::Any), ("更新時間", Value::Any),
    ("服务热线", Value::Number), ("本文来源", Value::Any), ("本文选自", Value::Name),
    ("本文選自", Value::Name), ("来源", Value::Name), ("标签", Value::Any), ("栏目", Value::Any),
    ("校对", Value::Name), ("校對", Value::Name), ("標籤", Value::Any), ("浏览", Value::Number),
    ("浏览次数", Value::Any), ("浏览量", Value::Any), ("瀏覽", Value::Number), ("瀏覽次數", Value::Any),
    ("点击", Value::Number), ("点击数", Value::Any), ("点击量", Value::Any), ("热线", Value::Number),
    ("热门标签", Value::Any), ("版权声明", Value::Any), ("版权所有", Value::Any), ("版權所有", Value::Any),
    ("版權聲明", Value::Any), ("电子邮箱", Value::Number), ("电话", Value::Number), ("發佈時間", Value::Any),
    ("發布時間", Value::Any), ("监制", Value::Name), ("監製", Value::Name), ("目前位置", Value::Any),
    ("稿件来源", Value::Any), ("稿源", Value::Any), ("策划", Value::Name), ("網址", Value::Number),
    ("編輯", Value::Name), ("编译", Value::Name), ("编辑", Value::Name), ("网址", Value::Number),
    ("美編", Value::Name), ("美编", Value::Name), ("翻譯", Value::Name), ("翻译", Value::Name),
    ("联系我们", Value::Number), ("联系方式", Value::Number), ("联系电话", Value::Number),
    ("聯絡電話", Value::Number), ("视频来源", Value::Any), ("記者", Value::Name), ("評論", Value::Number),
    ("譯者", Value::Name), ("记者", Value::Name), ("评论", Value::Number), ("译者", Value::Name),
    ("責任編輯", Value::Any), ("責編", Value::Any), ("责任编辑", Value::Any), ("责编", Value::Any),
    ("资料图", Value::Any), ("转自", Value::Any), ("转载自", Value::Any), ("选自", Value::Name),
    ("通讯员", Value::Name), ("選自", Value::Name), ("邮箱", Value::Number), ("邮编", Value::Number),
    ("郵箱", Value::Number), ("配图", Value::Name), ("配圖", Value::Name), ("閱讀", Value::Number),
    ("阅读", Value::Number), ("阅读数", Value::Any), ("阅读次数", Value::Any), ("阅读量", Value::Any),
    ("電子郵件", Value::Number), ("電話", Value::Number), ("首发", Value::Any),
];

/// What must follow this label, if it is one of something that belongs to the page.
pub(super) fn chinese_label(label: &str) -> Option<Value> {
    value(CHINESE_LABELS, label)
}

/// The same of an English one, in lower case.
pub(super) fn english_label(label: &str) -> Option<Value> {
    value(ENGLISH_LABELS, label)
}

fn value(list: &[(&str, Value)], label: &str) -> Option<Value> {
    list.binary_search_by(|(known, _)| (*known).cmp(label)).ok().map(|i| list[i].1)
}

/// Whether it is a label of something that belongs to the page.
pub(super) fn is_label(label: &str) -> bool {
    chinese_label(label).is_some() || english_label(&label.to_lowercase()).is_some()
}

/// Labels before what a picture shows, or who took it.
pub(super) const PICTURES: [&str; 11] =
    ["photo", "photos", "photograph", "picture", "image", "images", "图", "圖", "图片", "圖片", "资料图"];

/// What a page links to, and what the text of the page that it links to begins with, in either language.
#[rustfmt::skip]
pub(super) const TITLES_OF_PAGES: &[(&str, &[&str])] = &[
    ("about us", &["关于我们", "關於我們"]),
    ("contact us", &["联系我们", "联络我们", "聯絡我們", "聯繫我們"]),
    ("cookie policy", &["cookie 政策", "cookie政策"]),
    ("privacy policy", &["隐私政策", "隐私权政策", "隱私政策", "隱私權政策", "私隱政策"]),
    ("terms and conditions", &["条款与条件", "条款和条件", "条款及细则", "條款及細則", "條款與條件"]),
    ("terms of service", &["服务条款", "服務條款"]),
    ("terms of use", &["使用条款", "使用條款"]),
];

/// Lines, or items of a line, that are furniture wherever they stand alone.
#[rustfmt::skip]
pub(super) const ENGLISH_PHRASES: &[&str] = &[
    "accept all cookies", "add a comment", "add to favorites", "add to favourites", "advertisement",
    "advertisement continue reading", "advertisements", "all rights reserved", "article continues below",
    "back to", "back to home", "back to homepage", "back to index", "back to list", "back to main page",
    "back to the list", "back to top", "bilingual reading", "bilingual text", "bilingual version",
    "bookmark this page", "chinese text", "chinese translation", "chinese version", "click here",
    "click here to read more", "click image to enlarge", "click to enlarge", "click to expand",
    "click to share", "close window", "comments are closed", "contents of this page", "continue reading",
    "cookie policy", "cookie settings", "courtesy photo", "email this article", "email this page",
    "email this to a friend", "end", "english original", "english text", "english translation",
    "english version", "enlarge image", "file photo", "follow us", "go to top", "in english and chinese",
    "join the conversation", "jump to content", "leave a comment", "leave a reply",
    "listen to this article", "listen to this story", "load more", "loading", "more on this story",
    "more stories", "most popular", "most read", "newer posts", "next article", "next page", "next post",
    "next story", "no comments", "no comments yet", "older posts", "on this page", "original article",
    "original text", "people like this", "people liked this", "post a comment", "previous article",
    "previous page", "previous post", "previous story", "print friendly", "print this article",
    "print this page", "privacy policy", "read full article", "read more", "read next",
    "read the full article", "read the full story", "read the original", "recommended for you",
    "recommended reading", "reference translation", "related articles", "related content",
    "related coverage", "related links", "related news", "related posts", "related reading",
    "related stories", "related topics", "related video", "return to top", "save for later",
    "scan the qr code", "scroll to top", "see all comments", "share on facebook", "share on twitter",
    "share this", "share this article", "share this page", "share this post", "share this story",
    "show comments", "show more", "site map", "skip advertisement", "skip to content",
    "skip to main content", "skip to navigation", "source text", "sponsored", "sponsored content",
    "stock photo", "story continues below", "subscribe now", "terms and conditions", "terms of service",
    "terms of use", "top of page", "translated text", "translation", "trending now", "view all comments",
    "view comments", "view full size image", "view image", "view larger image", "write a comment",
    "you may also like", "you might also like",
];

#[rustfmt::skip]
pub(super) const CHINESE_PHRASES: &[&str] = &[
    "上一条", "上一章", "上一篇", "上一頁", "上一页", "下一条", "下一章", "下一篇", "下一頁", "下一页",
    "中文对照", "中文對照", "中文版", "中文翻譯", "中文翻译", "中文譯文", "中文译文", "中文译文如下",
    "中英双语", "中英对照", "中英對照", "中英文对照", "中英雙語", "全文完", "关于我们", "关注我们",
    "关闭窗口", "分享本文", "加载更多", "原文", "原文如下", "原文链接", "参考翻译", "参考译文", "參考譯文",
    "友情链接", "双语对照", "双语阅读", "发表于", "发表评论", "图片来源", "图片说明", "圖片來源", "完",
    "展开全文", "广告", "廣告", "我要評論", "我要评论", "打印本文", "打印本页", "推荐文章", "推薦閱讀",
    "收藏本文", "收藏本页", "更多新闻", "查看全文", "查看原文", "查看更多", "正文内容", "点击展开",
    "点击查看", "点击进入", "点击阅读全文", "热门推荐", "热门文章", "版权声明", "版权所有", "版權所有",
    "猜你喜欢", "發表評論", "相关推荐", "相关文章", "相关新闻", "相关链接", "相关阅读", "相關文章",
    "相關新聞", "相關閱讀", "第頁", "第页", "编辑推荐", "网友评论", "网站地图", "联系我们", "聯絡我們",
    "聯繫我們", "英文全文", "英文原文", "英文版", "英语原文", "設為首頁", "譯文", "设为首页", "译文",
    "译文如下", "資料圖", "資料圖片", "資料照片", "资料图", "资料图片", "资料照片", "返回列表", "返回目录",
    "返回目錄", "返回頂部", "返回顶部", "返回首頁", "返回首页", "閱讀全文", "閱讀原文", "關於我們",
    "關注我們", "阅读全文", "阅读原文", "阅读更多", "隐私政策", "隐私条款", "隱私政策",
];

/// Whether it is what a page writes before a text of one of the languages: `原文`, `英文版`.
pub(super) fn is_label_of_a_text(label: &str) -> bool {
    label.ends_with(['文', '版', '译', '譯']) && CHINESE_PHRASES.binary_search(&label).is_ok()
}

/// The same, in either language.
pub(super) fn names_a_text(label: &str) -> bool {
    let english = || {
        let label = label.to_lowercase();
        ["text", "original", "version", "translation"].iter().any(|kind| label.ends_with(kind))
            && ENGLISH_PHRASES.binary_search(&label.as_str()).is_ok()
    };
    is_label_of_a_text(label) || english()
}

/// English and Chinese as they call themselves, which pages have alone where they lead to the same page in the other.
#[rustfmt::skip]
const OWN_NAMES: [&str; 11] = [
    "english", "中文", "中文简体", "中文繁体", "中文繁體", "简体", "简体中文", "繁体", "繁体中文", "繁體",
    "繁體中文",
];

/// English in short, and other languages as they call themselves: these are no titles of a text in English or Chinese.
#[rustfmt::skip]
const OTHER_LANGUAGES: [&str; 8] =
    ["deutsch", "en", "eng", "español", "français", "italiano", "português", "日本語"];

/// Whether a line, in small letters and without marks, leads to the page in another language.
pub(super) fn leads_to_other_language(key: &str) -> bool {
    OTHER_LANGUAGES.contains(&key)
}

/// Their names in the other language.
const OTHER_NAMES: [&str; 9] =
    ["chinese", "mandarin", "华语", "國語", "汉语", "英文", "英語", "英语", "華語"];

/// Whether a line, in small letters and without marks, is what a language calls itself.
pub(super) fn is_own_name(key: &str) -> bool {
    OWN_NAMES.contains(&key)
}

/// Whether a line is the name of English or Chinese in either language.
pub(super) fn is_language(text: &str) -> bool {
    let name = text.trim().to_lowercase();
    is_own_name(&name) || OTHER_NAMES.contains(&name.as_str())
}

/// Beginnings of short lines that ask the reader to do something on the page.
#[rustfmt::skip]
pub(super) const ENGLISH_OPENINGS: &[&str] = &[
    "all rights reserved", "click here to", "continue reading", "download our app", "download the app",
    "edited by", "filed under", "first published", "follow us on", "image courtesy", "image courtesy of",
    "last modified", "last updated", "listen to this article", "originally published", "photo by",
    "photo courtesy of", "photography by", "posted at", "posted by", "posted in", "posted on",
    "published at", "published by", "published in", "published on", "reporting by", "scan the qr code",
    "share this article", "share this story", "sign in to", "sign up for", "subscribe to our",
    "this article first appeared", "this article was originally published", "this site uses cookies",
    "this website uses cookies", "updated on", "we use cookies", "written by",
];

/// Words of which whole lines of furniture are made. The first part of each list are words
/// about the page itself, the second part words that may stand between them.
#[rustfmt::skip]
pub(super) const ENGLISH_PAGE_WORDS: &[&str] = &[
    "bookmark", "comment", "comments", "cookies", "copyright", "enlarge", "facebook", "favorites",
    "favourites", "homepage", "instagram", "linkedin", "login", "logout", "menu", "newsletter",
    "newsletters", "pinterest", "privacy", "qq", "qzone", "reddit", "replies", "rss", "share", "shares",
    "sitemap", "subscribe", "telegram", "tiktok", "tweet", "twitter", "views", "webpage", "wechat", "weibo",
    "whatsapp", "youtube",
];
#[rustfmt::skip]
pub(super) const ENGLISH_FILLERS: &[&str] = &[
    "a", "accept", "account", "add", "all", "and", "app", "article", "ask", "by", "click", "close",
    "contact", "content", "copy", "daily", "email", "fans", "favorites", "follow", "font", "for", "free",
    "friend", "friends", "full", "help", "here", "hide", "home", "in", "join", "latest", "leave", "like",
    "likes", "link", "links", "log", "main", "mobile", "more", "news", "next", "now", "of", "on", "or",
    "our", "out", "page", "photo", "policy", "post", "prev", "previous", "print", "read", "register",
    "reject", "save", "search", "see", "send", "show", "sign", "site", "size", "story", "tap", "terms",
    "text", "the", "this", "to", "today", "top", "up", "us", "use", "via", "view", "weekly", "with",
    "write", "your",
];

#[rustfmt::skip]
pub(super) const CHINESE_PAGE_WORDS: &[&str] = &[
    "上一篇", "下一篇", "下载", "举报", "二維碼", "二维码", "付費", "付费", "会员", "保存", "公众号",
    "公眾號", "关注", "分享", "列印", "回复", "在看", "复制", "大图", "大圖", "字体", "字号", "客户端",
    "微信", "微博", "打印", "打开", "打開", "扫一扫", "扫描", "扫码", "投稿", "按讚", "掃描", "掃碼",
    "搜索", "收藏", "會員", "朋友圈", "查看", "注册", "浏览", "瀏覽", "点击", "点赞", "热度", "留言",
    "登入", "登录", "登錄", "空间", "纠错", "蓝字", "視頻號", "视频号", "訂閱", "註冊", "評論", "識別",
    "订阅", "评论", "识别", "跟帖", "轉發", "轉載", "转发", "转载", "連結", "链接", "長按", "长按", "閱讀",
    "關注", "阅读", "首頁", "首页", "點擊",
];
#[rustfmt::skip]
pub(super) const CHINESE_FILLERS: &[&str] = &[
    "万", "上方", "下方", "与", "个", "中", "为", "人", "你", "內容", "全文", "共", "内容", "到", "即可",
    "原文", "参与", "发现", "发表", "可", "右上角", "后", "和", "图片", "圖片", "在", "好友", "官方",
    "左下角", "已", "并", "底部", "後", "您", "我", "我们", "我們", "或", "手机", "手機", "数", "數",
    "文章", "新浪", "更多", "有", "本文", "本站", "本頁", "本页", "条", "條", "次", "此处", "為", "用户",
    "發現", "發表", "的", "看", "精彩", "给", "网友", "自己", "至", "被", "請", "讚", "请", "赞", "里",
    "量",
];

/// Words that make a furniture line on their own only beside other furniture.
#[rustfmt::skip]
pub(super) const WEAK_LINES: &[&str] = &[
    "about us", "archive", "comments", "contact", "contact us", "editor", "further reading", "home",
    "login", "menu", "more", "next", "popular", "previous", "print", "recommended", "register", "related",
    "search", "see also", "share", "sign in", "sign up", "source", "subscribe", "top", "trending", "举报",
    "关注", "分享", "双语", "延伸閱讀", "延伸阅读", "打印", "推广", "推荐", "推荐阅读", "推薦閱讀", "搜索",
    "收藏", "更多", "来源", "标签", "正文", "注册", "点赞", "登录", "菜单", "评论", "转发", "配图", "首页",
    "點讚",
];

/// Words of a counter, next to a number: `1,234 views`, `5 min read`.
#[rustfmt::skip]
pub(super) const COUNTED: &[&str] = &[
    "ago", "comment", "comments", "favorites", "followers", "hits", "likes", "read", "reads", "replies",
    "retweets", "shares", "views", "votes",
];
#[rustfmt::skip]
pub(super) const COUNT_FILLERS: &[&str] = &[
    "about", "and", "day", "days", "hour", "hours", "k", "m", "min", "mins", "minute", "minutes", "month",
    "months", "people", "posted", "published", "this", "time", "times", "updated", "week", "weeks", "year",
    "years",
];

/// Months, for dates; their place in the list is the month they name, modulo twelve.
#[rustfmt::skip]
pub(super) const MONTHS: [&str; 25] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
    "dec", "sept",
];

/// Other words that dates and times are made of.
#[rustfmt::skip]
pub(super) const DATE_WORDS: &[&str] = &[
    "a", "am", "at", "bst", "cst", "edt", "est", "et", "fri", "friday", "gmt", "hrs", "ist", "m", "mon",
    "monday", "nd", "of", "on", "p", "pdt", "pm", "pst", "rd", "sat", "saturday", "st", "sun", "sunday",
    "t", "th", "the", "thu", "thurs", "thursday", "tue", "tues", "tuesday", "utc", "wed", "wednesday", "z",
];
pub(super) const DATE_HAN: &str = "年月日号號时時点點分秒上下午晚早中星期周週一二三四五六七八九十〇北京间間";

/// Marks of copyright and of permission to reprint, anywhere in a short paragraph.
#[rustfmt::skip]
pub(super) const RIGHTS: &[&str] = &[
    "(c) 19", "(c) 20", "all rights reserved", "icp備", "icp备", "icp证", "©", "不得轉載", "不得转载",
    "仅代表作者", "仅供参考学习", "仅供学习", "侵删", "公網安備", "公网安备", "如有侵权", "未經授權,不得",
    "未經授權不得", "未經許可不得", "未经授权,不得", "未经授权不得", "未经许可,不得", "未经许可不得",
    "版权归", "版权所有", "版權所有", "版權歸", "著作权归", "轉載請註明", "转载请注明",
];

/// Names of ways and places, as in an address.
#[rustfmt::skip]
pub(super) const STREETS: &[&str] = &[
    "ave", "avenue", "blvd", "boulevard", "building", "drive", "floor", "highway", "lane", "rd", "road",
    "room", "square", "st", "street", "suite",
];
